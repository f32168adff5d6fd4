'use client';

import { addsHost } from '#components/hosts/focus-hosts.ts';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { CommandLine } from '#components/ui/command-line.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

const config = `hosts:
  - name: lab-1
    url: unix:///var/run/docker.sock
  - name: lab-2
    url: tcp://192.168.10.12:2375`;

/** With no host configured and none found: how to add one. */
export function NoHosts() {
  const { manageHost } = usePage();
  return (
    <div className="grid flex-1 place-items-center overflow-y-auto p-6">
      <EmptyState title="No Docker host yet">
        <p>None is configured, and none was found at the usual sockets of Docker and Podman.</p>
        <div className="mt-4">
          <Button {...addsHost} look="primary" onClick={() => manageHost({ kind: 'add' })}>
            Add host
          </Button>
        </div>
        <p className="mt-6">Or start Patchbay with hosts, in one of these ways:</p>
        <p className="mt-4 mb-1 text-ink">One host, in the environment</p>
        <CommandLine text="DOCKER_HOST=unix:///var/run/docker.sock npm start" />
        <p className="mt-4 mb-1 text-ink">
          Several hosts, in a file such as <code className="font-mono text-xs">patchbay.yaml</code>
        </p>
        <CommandLine text={config} plain />
        <div className="mt-1.5">
          <CommandLine text="PATCHBAY_CONFIG=patchbay.yaml npm start" />
        </div>
      </EmptyState>
    </div>
  );
}
