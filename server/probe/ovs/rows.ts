import { z } from 'zod';
import { mapOf, optional, reference, references } from './values.ts';

/** Rows of the tables, of the columns that are asked for (`openVswitchColumns`). */

export const bridgeRow = z.object({
  name: z.string(),
  datapath_type: z.string().catch(''),
  stp_enable: optional(z.boolean()),
  rstp_enable: optional(z.boolean()),
  ports: references,
});

export const portRow = z.object({
  _uuid: reference,
  name: z.string(),
  interfaces: references,
  tag: optional(z.number().int()),
  status: mapOf(z.string()),
  rstp_status: mapOf(z.string()),
});

export const interfaceRow = z.object({
  _uuid: reference,
  name: z.string(),
  type: z.string(),
  admin_state: optional(z.string()),
  link_state: optional(z.string()),
  mtu: optional(z.number().int()),
  mac_in_use: optional(z.string()),
  options: mapOf(z.string()),
  statistics: mapOf(z.number()),
});

export type PortRow = z.infer<typeof portRow>;
export type InterfaceRow = z.infer<typeof interfaceRow>;

/** What `ovs-vsctl --format=json list` prints, and an answer to a `select` of OVSDB's own protocol (RFC 7047). */
const tableSchema = z.union([
  z
    .object({ headings: z.array(z.string()), data: z.array(z.array(z.unknown())) })
    .transform(({ headings, data }) =>
      data.map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i]]))),
    ),
  z.object({ rows: z.array(z.unknown()) }).transform(({ rows }) => rows),
]);

/**
 * The rows of a table in either shape. An odd row costs itself.
 * @throws ZodError if it is no table at all.
 */
export function rowsOf<T extends z.ZodType>(row: T, table: unknown): z.output<T>[] {
  return tableSchema.parse(table).flatMap((cells) => {
    const parsed = row.safeParse(cells);
    return parsed.success ? [parsed.data] : [];
  });
}
