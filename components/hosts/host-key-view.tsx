import { CommandLine } from '#components/ui/command-line.tsx';
import { commandLine, shellQuote } from '#lib/actions/cli.ts';
import type { HostKey } from '#lib/wire/errors.ts';

/** The key that an unknown host shows: what to compare it with, and what makes it known. Nothing is done here. */
export function HostKeyView({ hostKey }: { hostKey: HostKey }) {
  return (
    <section className="grid gap-2 border-l-2 border-warn pl-3">
      <h3 className="font-medium">The key this host shows</h3>
      <p className="font-mono text-xs wrap-anywhere">
        {hostKey.type} {hostKey.fingerprint}
      </p>
      <p>Compare it with the host’s own. There, run:</p>
      <CommandLine text="cat /etc/ssh/ssh_host_*_key.pub | ssh-keygen -lf -" />
      <p>Only if it is the same, make it known on the machine that Patchbay runs on, and test again:</p>
      <CommandLine text={`${commandLine(['echo', hostKey.line])} >> ${shellQuote(hostKey.file)}`} />
    </section>
  );
}
