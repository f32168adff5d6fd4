/**
 * A layout: where everything of a topology is drawn, in world units (pixels at zoom 1, y downwards). It is a pure
 * function of the topology and the options; nothing in it knows how it is drawn.
 */

/** A rectangle by its top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface PatchBayLayout extends Box {
  hosts: HostBox[];
  backplanes: Backplane[];
  /** Where something is not as it should be. */
  signs: Sign[];
  /** The ids of the hosts, shelf by shelf. */
  shelves: string[][];
}

export interface HostBox extends Box {
  hostId: string;
  /** Drawn as one counted box, without its inside. */
  collapsed: boolean;
  title: Box;
  banks: Bank[];
  /** What joins a network's columns in several banks. */
  buses: Join[];
  /** Networks of this host that nothing is plugged into. */
  chips: Chip[];
  /** The host's own interfaces, in the gap below its box; absent where none are known. */
  foot?: Foot;
}

/** A part of a host's rows beside the columns which these rows need. A long host has several banks side by side. */
export interface Bank extends Box {
  groups: Group[];
  rows: Row[];
  columns: Column[];
}

/** Rows of one Compose project, or the members that are no containers. */
export interface Group extends Box {
  /** The project's name; `label` is what of it has room. */
  name: string;
  label: string;
  /** The bracket beside its rows. */
  bracket: Box;
}

export interface Row {
  /** A container's id, or the sandbox's id of a member that is no container. */
  id: string;
  kind: 'container' | 'member';
  label: string;
  pill: Box;
  /** The row on whose wire this one hangs (`container:` mode): it has no wire of its own. */
  ridesOn?: string;
  jacks: Jack[];
  ports: PortJack[];
}

export interface Jack extends Point {
  endpointId: string;
  networkId: string;
  label: string;
}

export interface PortJack extends Point {
  /** The ports one jack stands for: the same one on IPv4 and IPv6, or the rest that found no room. */
  portIds: string[];
  label: string;
}

export interface Column extends Box {
  /** The network, or undefined for the host's own interface, where published ports are jacks. */
  networkId: string | undefined;
  title: string;
  subtitle: string;
}

export interface Foot extends Box {
  /** Each a text that starts at a point and is centred on its height; without an id it says how many there are besides. */
  items: (Point & { text: string; interfaceId?: string })[];
}

/** A warning sign, by its centre. */
export interface Sign extends Point {
  key: string;
  /** The thing that it marks. */
  about: string;
  /** The host it moves with. */
  hostId: string | undefined;
  /** What was found, the worst first. */
  findingIds: string[];
  severity: 'error' | 'warning';
}

export interface Chip extends Box {
  networkId: string;
  label: string;
}

/** What joins the columns of one network in several boxes: a bar above a shelf of them. */
export interface Join {
  networkId: string;
  shelf: number;
  bar: Box;
  /** From the bar down to a column, one for each box of this shelf that has one. */
  drops: { key: string; line: Box }[];
  /** From the network's bar on the shelf above, where there is one. */
  trunk?: Box;
}

/** A bar over hosts, named: an overlay's VXLAN, or tunnels between bridges of networks that are each host's own. */
export interface Backplane extends Omit<Join, 'networkId' | 'drops'> {
  /** A network's id, or a mesh's. */
  id: string;
  /** Undefined for a mesh. */
  networkId: string | undefined;
  /** Of a mesh: all its tunnels, and the networks whose bridges they are led out of. */
  tunnelIds: readonly string[];
  networkIds: readonly string[];
  drops: Drop[];
  label: Point & { text: string };
}

export interface Drop {
  key: string;
  hostId: string;
  line: Box;
  /** The network at whose column it ends; undefined where it ends at the host. */
  networkId: string | undefined;
  /** Of an overlay: true where a host with a tunnel here is not known here. */
  oneSided: boolean;
  /** Of a mesh: the sides of tunnels that it consists of. */
  strands: Strand[];
}

/** A side of a tunnel, or of several where there are too many to be told apart. */
export interface Strand {
  /** Of a side that is missing: the tunnels that lead here. */
  tunnelIds: string[];
  state: 'open' | 'blocked' | 'missing' | 'unread';
  line: Box;
}

export interface PatchBayOptions {
  /** The window's width divided by its height; hosts are packed to fill it. */
  aspect: number;
  /** Hosts to draw as counted boxes. */
  collapsed?: ReadonlySet<string>;
  /** The shelves of the layout before this one: kept unless another packing shows much more. */
  shelves?: readonly (readonly string[])[];
  /** Where a person put a host (its top left corner). */
  moved?: Readonly<Record<string, Point>>;
}
