import { indexOf } from '../topology/index-of.ts';
import type { Container, Host, Network, Topology } from '../topology/model.ts';

/** One command line, safe to paste into a POSIX shell whatever the words are. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}

/** A word as a POSIX shell reads it back. */
export function shellQuote(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A value of an option that Docker's client reads as a line of CSV (pflag's StringSlice: `--alias` and `--driver-opt` of
 * `network connect`; seen in 20.10).
 */
export function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The command that drives a host's engine. */
export function program(host: Host): string {
  return host.engine?.flavour === 'podman' ? 'podman' : 'docker';
}

/** How a command on the container's host names it: by name if that is clear, else by id. */
export function containerWord(topology: Topology, container: Container): string {
  const namesakes = indexOf(topology)
    .containersOfHost(container.hostId)
    .filter(({ name }) => name === container.name);
  return namesakes.length === 1 && isPlain(container.name) ? container.name : container.nativeId;
}

/** How a command on a host names a network: by name if that is clear, else by id. */
export function networkWord(topology: Topology, hostId: string, network: Network): string {
  const namesakes = indexOf(topology)
    .networksOfHost(hostId)
    .filter(({ id, name }) => id !== network.id && name === network.name);
  return namesakes.length === 0 && isPlain(network.name) ? network.name : network.nativeId;
}

// A dash would make it an option, and quoting does not keep control characters from a terminal.
function isPlain(name: string): boolean {
  return name !== '' && !name.startsWith('-') && !/\p{C}/u.test(name);
}
