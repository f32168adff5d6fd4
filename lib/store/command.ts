import type { Selection } from './selection.ts';
import type { TableTab } from './view.ts';

/** What a command of the palette does when it is chosen. */
type Intent =
  | { kind: 'select'; selection: Selection }
  /** Which network is asked next. */
  | { kind: 'connect'; containerIds: readonly string[]; title: string }
  | { kind: 'join'; containerIds: readonly string[]; networkId: string }
  | { kind: 'disconnect'; containerId: string; networkId: string }
  | { kind: 'remove-network'; networkId: string }
  | { kind: 'prune-networks'; hostIds: readonly string[] }
  | { kind: 'create-network' }
  | { kind: 'let-go' }
  | { kind: 'add-host' }
  | { kind: 'mode'; mode: 'picture' | 'table' }
  | { kind: 'wires'; wires: boolean }
  | { kind: 'tab'; tab: TableTab }
  | { kind: 'theme'; theme: 'light' | 'dark' | 'system' };

/** One line of the command palette. */
export interface Command {
  id: string;
  title: string;
  /** What it is about, at the line's end. */
  detail: string;
  does: Intent;
}

/** Commands under one heading, best first. */
export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}
