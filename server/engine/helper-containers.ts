/**
 * Small containers of Patchbay's own, by which it looks at a host from inside. They are made of an image that is on
 * the host already, print something, and are removed.
 */
export interface HelperContainers {
  /** The ids of those that bear all of these labels, whatever their state. */
  list(labels: Readonly<Record<string, string>>): Promise<string[]>;
  /** The value is its id. Fails with `no-such-image` if the image is not on the host; nothing is ever pulled. */
  create(spec: HelperSpec): Promise<string>;
  start(id: string): Promise<void>;
  /** Starts it and reads what it prints until it ends. */
  run(id: string, bounds: OutputBounds): Promise<HelperOutput>;
  /** Runs a command in it and reads what that prints. Fails with `no-such-container` if it is gone or has ended. */
  exec(id: string, command: readonly string[], bounds: OutputBounds): Promise<HelperOutput>;
  /** Ends and removes it; settles when it is gone, which it may have been before. */
  remove(id: string): Promise<void>;
}

export interface HelperSpec {
  name: string;
  image: string;
  command: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** The kernel's names without `CAP_`; it has no other. */
  capabilities: readonly string[];
}

export interface OutputBounds {
  /** Of what it prints, in bytes; more makes the call fail. */
  most: number;
  /** Until it has ended, in milliseconds. */
  deadline: number;
  signal: AbortSignal;
}

export interface HelperOutput {
  stdout: string;
  stderr: string;
}
