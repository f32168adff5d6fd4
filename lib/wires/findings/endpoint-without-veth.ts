import { commandLine, containerWord, program } from '../../actions/cli.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { isVeth } from '../pairs.ts';
import { finding, shown } from './finding.ts';
import { type HostView, isRunning, memberName } from './host-view.ts';

/** [F2] A running container's endpoint for which there is no link in its sandbox, though that was read. */
export function endpointsWithoutVeth(view: HostView): Finding[] {
  // What Podman lists says nothing of what is attached at this moment.
  if (view.host.engine?.flavour !== 'docker') return [];
  return [...view.wires.unplaced].flatMap(([id, reason]) => {
    const endpoint = view.built.endpoints[id];
    const container = endpoint && view.containerOf(endpoint);
    const network = endpoint && view.networkOf(endpoint);
    if (reason !== 'no-link' || !endpoint || !container || !network) return [];
    if (endpoint.role !== 'container' || !isRunning(view, endpoint)) return [];
    if (network.driver !== 'bridge' && network.driver !== 'overlay') return [];
    if ((!endpoint.mac && !endpoint.ipv4) || mayHaveAnother(view, endpoint)) return [];
    const address = endpoint.ipv4 ? ` as ${endpoint.ipv4}` : '';
    const command = commandLine([program(view.host), 'restart', containerWord(view.built, container)]);
    return finding({
      code: 'endpoint-without-veth',
      severity: 'error',
      hostId: view.host.id,
      about: [endpoint.id, network.id],
      message: `The engine has ${memberName(view, endpoint)} on ${shown(network.name)}${address}, but there is no interface for it in the container: nothing can reach it there.`,
      remedy: `Restart the container, which makes its interfaces anew: ${command}`,
    });
  });
}

/** Whether a veth that is no endpoint's may be this one's, with another MAC and address: that is another finding. */
function mayHaveAnother(view: HostView, endpoint: Endpoint): boolean {
  const { stacks, homes, pairs, endpointAt, stackOf } = view.wires;
  const stack = stackOf(endpoint);
  // Every namespace has a loopback: one without any link was not read.
  if (!stack || stack.links.length === 0) return true;
  const home = homes.get(endpoint.networkId);
  return stacks.placesIn(stack).some((place) => {
    if (!isVeth(place) || endpointAt(place)) return false;
    const peer = pairs.get(place);
    if (!peer || !home) return true;
    return home.bridges.some(({ stack, link }) => stack === peer.stack && link.index === peer.link.master);
  });
}
