'use client';

import { usePage } from '#components/page-context.tsx';
import { dateText } from '#components/ui/ago-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ContainerState } from '#components/words/container-state.tsx';
import { engineText } from '#components/words/engine.ts';
import { originText } from '#components/words/host-origin.ts';
import { HostStatusWord, StatusLamp } from '#components/words/host-status.tsx';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Host } from '#lib/topology/model.ts';
import { FindingNotes } from './finding-notes.tsx';
import { Frame } from './frame.tsx';
import { HostWires } from './host-wires.tsx';
import { ContainerLink, NetworkLink } from './links.tsx';
import { PortList } from './port-list.tsx';
import { Section } from './section.tsx';

/** Everything known of a host. */
export function HostPanel({ host }: { host: Host }) {
  const { topology } = usePage();
  const index = indexOf(topology);
  const containers = index.containersOfHost(host.id);
  const networks = index.networksOfHost(host.id);
  const ports = index.portsOfHost(host.id);
  return (
    <Frame
      kind="Host"
      title={host.name}
      status={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="inline-flex items-center gap-1.5">
            <StatusLamp status={host.status} />
            <HostStatusWord host={host} />
          </span>
          {host.rootless && <Badge>rootless</Badge>}
        </span>
      }
      actions={<HostActions host={host} />}
    >
      <HostNotes host={host} />
      <FindingNotes ids={[host.id]} />
      <Section title="Engine">
        <Facts>
          <Fact name="Engine">{engineText(host)}</Fact>
          <Fact name="API" mono>
            {host.engine?.apiVersion}
          </Fact>
          <Fact name="Address" mono copy={host.url}>
            {host.url}
          </Fact>
          <Way host={host} />
          <Fact name="Last read">
            {host.status !== 'live' && host.lastSeen !== null && dateText(host.lastSeen)}
          </Fact>
          <Fact name="Key-value store" mono copy={host.clusterStore}>
            {host.clusterStore}
          </Fact>
          <Fact name="Drivers">{host.drivers.join(', ')}</Fact>
        </Facts>
      </Section>
      {host.swarm && (
        <Section title="Swarm">
          <Facts>
            <Fact name="Role">{host.swarm.role}</Fact>
            <Fact name="Address" mono copy={host.swarm.address}>
              {host.swarm.address}
            </Fact>
            <Fact name="Node" mono copy={host.swarm.nodeId}>
              {host.swarm.nodeId.slice(0, 12)}
            </Fact>
            <Fact name="Cluster" mono copy={host.swarm.clusterId}>
              {host.swarm.clusterId.slice(0, 12)}
            </Fact>
          </Facts>
        </Section>
      )}
      <Section title="Containers" count={containers.length}>
        {containers.length === 0 && (
          <p className="text-muted">None. One that is made on this host appears here by itself.</p>
        )}
        <ul className="grid grid-cols-1 gap-1">
          {containers.map((container) => (
            <li key={container.id} className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 truncate">
                <ContainerLink id={container.id} />
              </span>
              <span className="text-xs">
                <ContainerState state={container.state} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Networks" count={networks.length}>
        <ul className="grid grid-cols-1 gap-1">
          {networks.map((network) => (
            <li key={network.id} className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 truncate">
                <NetworkLink id={network.id} />
              </span>
              <span className="font-mono text-xs text-muted">{network.ipam.subnets[0]?.subnet}</span>
            </li>
          ))}
        </ul>
      </Section>
      {ports.length > 0 && (
        <Section title="Published ports" count={ports.length}>
          <PortList ports={ports} containers />
        </Section>
      )}
      <HostWires host={host} />
    </Frame>
  );
}

/** What can be done with the entry; one of the configuration says why it can't be changed here. */
function HostActions({ host }: { host: Host }) {
  const { manageHost, act } = usePage();
  const fixed = originText(host);
  const hostIds = [host.id];
  return (
    <>
      {host.status === 'live' && (
        <>
          <Button onClick={() => act({ kind: 'create-network', hostIds })}>Create network…</Button>
          <Button onClick={() => act({ kind: 'prune-networks', hostIds })}>Prune networks…</Button>
        </>
      )}
      <Button onClick={() => manageHost({ kind: 'test', host })}>Test…</Button>
      {fixed === undefined && (
        <>
          <Button onClick={() => manageHost({ kind: 'edit', host })}>Edit…</Button>
          <Button onClick={() => manageHost({ kind: 'remove', host })}>Remove…</Button>
        </>
      )}
      {fixed !== undefined && <p className="self-center text-xs text-muted">{fixed}</p>}
    </>
  );
}

/** Why the host is not live, and what to mind about it. */
function HostNotes({ host }: { host: Host }) {
  const reason = host.status === 'live' ? undefined : host.reason;
  if (reason === undefined && host.warnings.length === 0) return null;
  return (
    <div className="grid gap-1.5 px-4 pb-3">
      {reason !== undefined && (
        <Notice tone={host.status === 'unreachable' ? 'bad' : 'warn'}>
          {reason}
          {host.status === 'stale' && (
            <span className="text-muted"> What shows is how it was when it was last read.</span>
          )}
        </Notice>
      )}
      {host.warnings.map((warning) => (
        <Notice
          key={`${warning.code} ${warning.message}`}
          tone={warning.code === 'store-silent' ? 'warn' : 'info'}
        >
          {warning.message}
        </Notice>
      ))}
    </div>
  );
}

/** How the host is reached, beside its URL: paths of files on the machine that Patchbay runs on. */
function Way({ host: { url, tls, ssh } }: { host: Host }) {
  const isTcp = url.startsWith('tcp://');
  return (
    <>
      <Fact name="Encryption">{isTcp && (tls ? encryption(tls) : 'none')}</Fact>
      <Fact name="Authority" mono copy={tls?.ca}>
        {tls?.ca}
      </Fact>
      <Fact name="Certificate" mono copy={tls?.cert}>
        {tls?.cert}
      </Fact>
      <Fact name="Key" mono copy={tls?.key}>
        {tls?.key}
      </Fact>
      <Fact name="Its name" mono copy={tls?.serverName}>
        {tls?.serverName}
      </Fact>
      <Fact name="Private key" mono copy={ssh?.identityFile}>
        {ssh?.identityFile}
      </Fact>
      <Fact name="Known hosts" mono copy={ssh?.knownHosts}>
        {ssh?.knownHosts}
      </Fact>
    </>
  );
}

function encryption({ ca, insecureSkipVerify }: NonNullable<Host['tls']>): string {
  if (insecureSkipVerify) return 'TLS, whoever answers';
  return ca === undefined ? 'TLS, by public authorities' : 'TLS';
}
