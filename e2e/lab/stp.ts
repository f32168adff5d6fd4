/** A port of Open vSwitch in the spanning tree, as `ovs-appctl stp/show` prints it. */
interface StpPort {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

interface Stp {
  /** The root's MAC address. */
  readonly root: string;
  readonly ports: readonly StpPort[];
}

/** Reads what `ovs-appctl stp/show BRIDGE` prints. */
export function readStp(text: string): Stp {
  const [, root = ''] = /stp-system-id\s+(\S+)/.exec(text) ?? [];
  const [, table = ''] = text.split(/^ +-+ -+ -+ -+ -+$/m);
  const ports = [...table.matchAll(/^ {2}(\S+)\s+(\S+)\s+(\S+)\s+\d+\s+\S+$/gm)];
  return { root, ports: ports.map(([, name = '', role = '', state = '']) => ({ name, role, state })) };
}

/** Whether bridges have agreed on one root, and each of their ports on forwarding or not. */
export function stpSettled(outputs: readonly string[]): boolean {
  const all = outputs.map(readStp);
  const sure = all.flatMap(({ ports }) => ports).every(({ state }) => /^(forwarding|blocking)$/.test(state));
  return sure && new Set(all.map(({ root }) => root)).size === 1;
}
