import { dequal } from 'dequal';
import type { Topology } from '../../topology/model.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { compareText } from '../../topology/order.ts';
import { reuseEntries } from '../../topology/reuse.ts';
import type { HostReading } from '../../topology/snapshot.ts';
import { endpointsWithoutVeth } from './endpoint-without-veth.ts';
import { viewOf } from './host-view.ts';
import { interfacesThatDiffer } from './interface-differs.ts';
import { loopsWithoutStp } from './loop-without-stp.ts';
import { meshesOf } from './mesh.ts';
import { type MeshPart, meshPart } from './mesh-part.ts';
import { mtusTooLarge } from './mtu-too-large.ts';
import { overlappingRanges } from './overlapping-ranges.ts';
import { createOverlayFinder } from './overlay-findings.ts';
import { type OverlayPart, overlayParts } from './overlay-part.ts';
import { portsDown } from './port-down.ts';
import { vethsWithoutEndpoint } from './veth-without-endpoint.ts';

/** A host's reading and what was built of it. */
interface ReadHost {
  reading: HostReading;
  built: Topology;
}

/** What one host gives, kept until its reading or what was built of it is another object. */
interface Looked extends ReadHost {
  findings: Finding[];
  overlays: OverlayPart[];
  mesh: MeshPart | undefined;
}

export type FindFindings = (hosts: readonly ReadHost[]) => Record<string, Finding>;

/**
 * Finds where what engines declare and what kernels have does not agree, at this moment (`lasting.ts` tells what only seems
 * so). It remembers what it looked at, and looks again only where something is another object; what it gives depends
 * on nothing but the hosts.
 */
export function createFinder(): FindFindings {
  let looked = new Map<string, Looked>();
  const onOverlays = createOverlayFinder();
  let meshParts: MeshPart[] = [];
  let onMeshes: Finding[] = [];
  let last: Record<string, Finding> = {};
  return (hosts) => {
    looked = new Map(hosts.map((host) => [host.reading.id, look(host, looked.get(host.reading.id))]));
    const all = [...looked.values()];
    const parts = all.flatMap(({ mesh }) => mesh ?? []);
    if (!dequal(parts, meshParts)) {
      meshParts = parts;
      onMeshes = meshesOf(parts).flatMap((mesh) => [...loopsWithoutStp(mesh), ...overlappingRanges(mesh)]);
    }
    const found = [
      ...all.flatMap(({ findings }) => findings),
      ...onOverlays(all.flatMap(({ overlays }) => overlays)),
      ...onMeshes,
    ];
    found.sort((a, b) => compareText(a.id, b.id));
    last = reuseEntries(last, Object.fromEntries(found.map((one) => [one.id, one])));
    return last;
  };
}

function look(host: ReadHost, former: Looked | undefined): Looked {
  const { reading, built } = host;
  const same = former && former.built === built && former.reading.status === reading.status;
  if (same && former.reading.snapshot === reading.snapshot && former.reading.wires === reading.wires) {
    return former;
  }
  const view = viewOf(reading, built);
  return {
    ...host,
    findings: view
      ? [
          ...endpointsWithoutVeth(view),
          ...vethsWithoutEndpoint(view),
          ...portsDown(view),
          ...mtusTooLarge(view),
          ...interfacesThatDiffer(view),
        ]
      : [],
    overlays: overlayParts(reading, built, view),
    mesh: view && meshPart(view),
  };
}
