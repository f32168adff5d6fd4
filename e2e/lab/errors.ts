/** A failure whose message is meant for the person at the keyboard: it says what is wrong and what to do. */
export class LabError extends Error {
  override name = 'LabError';
}

/** A program that ended with an error, or that did not end in time. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly stdout: string;
  readonly stderr: string;

  constructor(commandLine: string, why: string, stdout: string, stderr: string) {
    super(`${commandLine}: ${stderr.trim() || why}`);
    this.stdout = stdout;
    this.stderr = stderr;
  }
}
