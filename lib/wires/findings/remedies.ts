import { commandLine } from '../../actions/cli.ts';
import type { Container } from '../../topology/model.ts';
import type { HostView, OverlayView } from './host-view.ts';

/** A command in an overlay's own namespace; the folder is another one where the engine has another `exec-root`. */
export function insideOverlay({ handle }: Pick<OverlayView, 'handle'>, words: readonly string[]): string {
  return commandLine(['nsenter', `--net=/run/docker/netns/${handle}`, ...words]);
}

/** A command in a container's namespace, from the host: images seldom have what it needs, nor may containers do it. */
export function inContainer({ snapshot }: HostView, container: Container, words: readonly string[]): string {
  const program = snapshot.engine.flavour === 'podman' ? 'podman' : 'docker';
  const pid = commandLine([program, 'inspect', '--format', '{{.State.Pid}}', container.nativeId]);
  return `nsenter --net --target "$(${pid})" ${commandLine(words)}`;
}
