import type { HelperSpec } from './helper-containers.ts';

/**
 * The body of `POST /containers/create` for a helper: in the host's network and process namespaces, with the
 * capabilities it is given and no other, unable to gain more, and gone with its process.
 */
export function helperBody({ image, command, labels, capabilities }: HelperSpec): Record<string, unknown> {
  return {
    Image: image,
    // The image's own user, entry point, health check and variables are for what the image is for.
    User: '0:0',
    WorkingDir: '/',
    Entrypoint: [],
    Cmd: command,
    Healthcheck: { Test: ['NONE'] },
    Labels: labels,
    AttachStdin: false,
    Tty: false,
    OpenStdin: false,
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'host',
      PidMode: 'host',
      IpcMode: 'private',
      // Where containers' root is somebody else (userns-remap), the host's namespaces need the real one.
      UsernsMode: 'host',
      CapDrop: ['ALL'],
      CapAdd: capabilities,
      // AppArmor's and SELinux's profiles for containers forbid to look into other processes. Engines on hosts
      // without the two take the options and do nothing.
      SecurityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
      ReadonlyRootfs: true,
      RestartPolicy: { Name: 'no' },
      Memory: 64 * 1024 * 1024,
      PidsLimit: 64,
      // What it prints is read as it comes; nothing is kept on the host's disk.
      LogConfig: { Type: 'none', Config: {} },
    },
  };
}
