import { z } from 'zod';

/** A host's own network interface, as a parent for networks on its LAN. */
const hostInterfaceSchema = z.object({
  name: z.string(),
  /** With prefix lengths, as in 192.0.2.7/24; none is known of an interface that is down. */
  addresses: z.array(z.string()),
  up: z.boolean(),
  /** Access points drop frames of other MAC addresses: no macvlan works there. */
  wireless: z.boolean(),
});

/** A host's interfaces, or why they can't be read. */
export const hostInterfacesSchema = z.discriminatedUnion('readable', [
  z.object({ readable: z.literal(true), interfaces: z.array(hostInterfaceSchema) }),
  z.object({ readable: z.literal(false), reason: z.string() }),
]);

export type HostInterface = z.infer<typeof hostInterfaceSchema>;
export type HostInterfaces = z.infer<typeof hostInterfacesSchema>;
