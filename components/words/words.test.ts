import { describe, expect, it } from 'vitest';
import { addressText, reachText } from '#components/inspector/address-text.ts';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId } from '#lib/topology/ids.ts';
import type { Container } from '#lib/topology/model.ts';
import { count } from './counts.ts';
import { driverTone } from './driver-tone.ts';
import { networkModeMeaning, networkModeText } from './network-mode.ts';

const scene = makeScene();

function containerOf(name: string) {
  const container = scene.containers[containerId('h1', native('h1', name))];
  if (!container) throw new Error(`the scene has no ${name}`);
  return { container, sandbox: scene.sandboxes[container.sandboxId] };
}

describe('words', () => {
  it('count', () => {
    expect([count(0, 'host'), count(1, 'host'), count(3000, 'host')]).toEqual([
      '0 hosts',
      '1 host',
      '3,000 hosts',
    ]);
  });

  it('give every driver a hue, whatever it is called', () => {
    expect(['overlay', 'null', 'weave', 'constructor'].map(driverTone)).toEqual([
      'overlay',
      'hostns',
      'plugin',
      'plugin',
    ]);
  });

  it('say what a network mode means', () => {
    const meaning = (name: string) => {
      const { container, sandbox } = containerOf(name);
      const owner = sandbox?.ownerId ? scene.containers[sandbox.ownerId] : undefined;
      return networkModeMeaning(container, sandbox, owner);
    };
    expect(meaning('web')).toBeUndefined();
    expect(meaning('rider')).toMatch(/rides on another/);
    expect(meaning('hosty')).toMatch(/host’s own network/);
    expect(meaning('nothing')).toMatch(/loopback/);
    const { container, sandbox } = containerOf('rider');
    const owner = containerOf('web').container;
    const meant = (state: Container['state'], ofOwner?: Container['state']) =>
      networkModeMeaning({ ...container, state }, sandbox, ofOwner && { ...owner, state: ofOwner });
    expect(meant('running', 'exited')).toMatch(/web, on whose .* has stopped: all it has left is loopback/);
    expect(meant('exited', 'exited')).toMatch(/web, which has to run/);
    expect(meant('running')).toMatch(/is gone: all it has left is loopback/);
    expect(meant('exited')).toMatch(/is gone: it can’t start/);
    expect(networkModeText(scene, containerOf('rider').container)).toBe('container:web');
  });

  it('say who reaches a port', () => {
    expect(reachText('0.0.0.0', 'h1')).toMatch(/IPv4/);
    expect(reachText('127.0.0.1', 'h1')).toBe('Only h1 itself reaches it.');
    expect(reachText('10.0.0.1', 'h1')).toMatch(/at 10.0.0.1/);
  });

  it('write addresses with their prefix', () => {
    expect(addressText('10.0.0.2', 24, undefined)).toBe('10.0.0.2/24');
    expect(addressText('10.0.0.2', undefined, '10.0.0.2')).toBe('10.0.0.2 fixed');
  });
});
