/** A host as others need to know it. */
export interface LabHost {
  readonly index: number;
  readonly name: string;
  /** Its engine's unix socket. */
  readonly socket: string;
  /** Its address on the lab's wire. */
  readonly address: string;
  /** Its engine's TCP address, such as tcp://10.98.0.1:2375, when it listens there. */
  readonly tcp?: string;
}

/** Patchbay's configuration for these hosts; over TCP where a host listens there, unless sockets are asked for. */
export function patchbayConfig(hosts: readonly LabHost[], via: 'tcp' | 'unix' = 'tcp'): string {
  if (hosts.length === 0) return 'hosts: []\n';
  const entries = hosts.map((host) => {
    const url = via === 'tcp' && host.tcp !== undefined ? host.tcp : `unix://${host.socket}`;
    return `  - name: ${host.name}\n    url: ${url}\n`;
  });
  return `hosts:\n${entries.join('')}`;
}
