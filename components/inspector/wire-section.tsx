'use client';

import type { ReactNode } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { LinkRates } from '#components/wires/link-rates.tsx';
import { LinkState, PortState } from '#components/wires/link-state.tsx';
import { WiresNote } from '#components/wires/wires-note.tsx';
import { linkKindText, wireText } from '#components/words/wires.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint } from '#lib/topology/model.ts';
import { InterfaceLink } from './links.tsx';
import { Section } from './section.tsx';

/** An endpoint's wire: its device in the sandbox, what that hangs on, and what goes over it; or why that is not known. */
export function WireSection({ endpoint }: { endpoint: Endpoint }) {
  const { topology } = usePage();
  const host = entityOf(topology.hosts, endpoint.hostId);
  const driver = entityOf(topology.networks, endpoint.networkId)?.driver;
  // In these two there is no device of the endpoint's own; a remote one is on a host that nobody reads.
  if (!host || endpoint.role === 'remote' || driver === 'host' || driver === 'null') return null;
  if (!endpoint.attached) {
    return (
      <Section title="Wire">
        <p className="text-muted">None while it is stopped.</p>
      </Section>
    );
  }
  const { interface: device } = endpoint;
  return (
    <Section title="Wire">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {device && <Ends endpoint={endpoint} device={device} />}
        {!device && host.wires?.state === 'live' && (
          <p className="text-muted">No device of this endpoint was found in its sandbox.</p>
        )}
        <WiresNote host={host} />
        {device && host.wires?.state === 'live' && <LinkRates id={endpoint.id} />}
      </div>
    </Section>
  );
}

function Ends({ endpoint, device }: { endpoint: Endpoint; device: NonNullable<Endpoint['interface']> }) {
  const { topology } = usePage();
  const { veth } = endpoint;
  const bridge = veth?.bridgeId === undefined ? undefined : entityOf(topology.interfaces, veth.bridgeId);
  const parent = device.parentId === undefined ? undefined : entityOf(topology.interfaces, device.parentId);
  const far = veth ?? parent;
  return (
    <>
      <p className="font-mono text-xs wrap-anywhere" data-testid="wire">
        {wireText(endpoint, parent?.name)}
      </p>
      <table className="w-full table-fixed text-left text-xs">
        <thead className="text-2xs text-muted">
          <tr>
            <td className="w-14" />
            <th scope="col" className="pr-2 font-normal">
              in the sandbox
            </th>
            <th scope="col" className="font-normal">
              {veth ? 'other end' : parent ? 'hangs on' : ''}
            </th>
          </tr>
        </thead>
        <tbody>
          <Row what="Name" near={device.name} far={parent ? <InterfaceLink link={parent} /> : veth?.name} />
          <Row what="Index" near={device.index} far={far?.index} />
          <Row what="MTU" near={device.mtu} far={far?.mtu} />
          <Row
            what="State"
            near={<LinkState state={device.state} />}
            far={far && <LinkState state={far.state} />}
          />
          <Row what="Kind" near={linkKindText(device.kind)} far={parent && linkKindText(parent.kind)} />
        </tbody>
      </table>
      {veth && (
        <Facts>
          <Fact name="Bridge" mono>
            {bridge ? <InterfaceLink link={bridge} /> : veth.bridge || 'none: it is a port of nothing'}
          </Fact>
          <Fact name="Bridge port">{veth.port && <PortState state={veth.port} />}</Fact>
        </Facts>
      )}
    </>
  );
}

function Row({ what, near, far }: { what: string; near: ReactNode; far: ReactNode }) {
  return (
    <tr className="align-baseline">
      <th scope="row" className="font-normal text-muted">
        {what}
      </th>
      <td className="pr-2 font-mono wrap-anywhere">{near}</td>
      <td className="font-mono wrap-anywhere">{far}</td>
    </tr>
  );
}
