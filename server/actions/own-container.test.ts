import { describe, expect, it } from 'vitest';
import { ownContainerIds } from './own-container.ts';

const id = 'c0ffee'.padEnd(64, '0');
const other = 'beef'.padEnd(64, '1');
const nowhere = { mounts: '', cgroups: '', hostname: 'laptop' };

describe('the container that Patchbay runs in', () => {
  it('is told by the files that the engine mounts over /etc', () => {
    for (const line of [
      `633 610 8:1 /var/lib/docker/containers/${id}/hostname /etc/hostname rw,relatime - ext4 /dev/sda1 rw`,
      `633 610 8:1 /docker/containers/${id}/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/sda1 rw`,
      `633 610 0:47 /containers/storage/overlay-containers/${id}/userdata/hosts /etc/hosts rw - tmpfs tmpfs rw`,
    ])
      expect(ownContainerIds({ ...nowhere, mounts: `22 1 0:5 / /proc rw\n${line}\n` })).toEqual([id]);
  });

  it('is not one whose file systems are merely mounted where Patchbay runs, as on the host itself', () => {
    const mounts = [
      `90 29 0:50 / /var/lib/docker/overlay2/${other}/merged rw - overlay overlay rw`,
      `91 29 0:51 / /var/lib/docker/containers/${other}/mounts/shm rw - tmpfs shm rw`,
      `92 29 8:1 /etc/hostname /etc/hostname rw - ext4 /dev/sda1 rw`,
    ].join('\n');
    expect(ownContainerIds({ ...nowhere, mounts, cgroups: '0::/user.slice/session-1.scope' })).toEqual([]);
  });

  it('is told by its cgroup, of either version, the innermost one where engines are nested', () => {
    for (const cgroups of [
      `12:cpu,cpuacct:/docker/${id}\n11:pids:/docker/${id}`,
      `0::/system.slice/docker-${id}.scope`,
      `0::/machine.slice/libpod-${id}.scope/container`,
      `1:name=systemd:/docker/${other}/docker/${id}`,
    ])
      expect(ownContainerIds({ ...nowhere, cgroups })).toEqual([id]);
  });

  it('is told by a hostname of twelve digits, as an engine gives it, where nothing tells more', () => {
    expect(ownContainerIds({ ...nowhere, hostname: 'c0ffee000000' })).toEqual(['c0ffee000000']);
    const cgroups = `0::/system.slice/docker-${other}.scope`;
    expect(ownContainerIds({ ...nowhere, cgroups, hostname: 'c0ffee000000' })).toEqual([other]);
    for (const hostname of ['c0ffee', 'C0FFEE000000', 'c0ffee00000g', 'web-1', ''])
      expect(ownContainerIds({ ...nowhere, hostname })).toEqual([]);
  });
});
