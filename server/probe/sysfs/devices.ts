/** The values of the files that `grep -H ""` showed of /sys/class/net, by device and path. */
export type Devices = Map<string, Map<string, string[]>>;

// Neither a device's name nor a path in its folder can hold a colon or white space (the kernel's dev_valid_name).
const line = /^\.\/([^/\s:]+)\/([a-z0-9_/]+):(.*)$/;

/** The lines of one of the files of /proc/net among them, each without its name. */
export function readProcFile(text: string, name: 'route' | 'ipv6_route' | 'arp'): string {
  const prefix = `/proc/net/${name}:`;
  return text
    .split('\n')
    .flatMap((shown) => (shown.startsWith(prefix) ? [shown.slice(prefix.length)] : []))
    .join('\n');
}

/** The lines of `grep -sH ""` → each device's files with their lines; other lines are left out. */
export function readDevices(text: string): Devices {
  const devices: Devices = new Map();
  for (const shown of text.split('\n')) {
    const [, device, path, value] = line.exec(shown) ?? [];
    if (device === undefined || path === undefined || value === undefined) continue;
    const files = devices.get(device) ?? new Map<string, string[]>();
    devices.set(device, files);
    const lines = files.get(path);
    if (lines) lines.push(value);
    else files.set(path, [value]);
  }
  return devices;
}
