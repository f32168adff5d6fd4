import { defined } from '#lib/topology/defined.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';

/** What is wrong with the name of an image for the helper; undefined if nothing is. Whether it is there, its host knows. */
export function imageFault(image: string): string | undefined {
  if (/^[a-z0-9][a-z0-9._/:@-]*$/i.test(image) && image.length <= 255) return undefined;
  return 'This is no name of an image. Give one as for docker run, such as busybox or registry.example.org/busybox:1.36.';
}

/** A host's own settings over those for all; undefined where nobody says anything. */
export function resolveProbe(
  own: ProbeSettings | undefined,
  usual: ProbeSettings | undefined,
): ProbeSettings | undefined {
  return own || usual ? { ...usual, ...own } : undefined;
}

/**
 * What of the settings is a host's own: those that are as for all were only shown to whoever changed another one.
 * Undefined where nothing is left.
 */
export function ownProbe(
  given: ProbeSettings | undefined,
  usual: ProbeSettings | undefined,
): ProbeSettings | undefined {
  const { local, helper, image } = given ?? {};
  const own = defined({
    local: local === usual?.local ? undefined : local,
    helper: helper === usual?.helper ? undefined : helper,
    image: image === usual?.image ? undefined : image,
  });
  return Object.keys(own).length > 0 ? own : undefined;
}
