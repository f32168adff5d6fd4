import { z } from 'zod';
import { sshSettingsSchema, tlsSettingsSchema } from '#lib/topology/model.ts';
import { probeSettingsSchema } from '#lib/topology/model-wires.ts';
import { parseHostUrl } from './host-url.ts';
import { imageFault } from './probe-settings.ts';

/** A fault's message and remedy travel through zod as its message and its `remedy` parameter. */
const url = z.string().superRefine((text, ctx) => {
  const parsed = parseHostUrl(text);
  if (!parsed.ok)
    ctx.addIssue({ code: 'custom', message: parsed.message, params: { remedy: parsed.remedy } });
});

export const tlsSchema = z.strictObject(tlsSettingsSchema.shape);
export const sshSchema = z.strictObject(sshSettingsSchema.shape);

const probeSchema = z.strictObject({
  ...probeSettingsSchema.shape,
  image: z
    .string()
    .refine((text) => imageFault(text) === undefined, { message: 'This is no name of an image.' })
    .exactOptional(),
});

const hostSchema = z.strictObject({
  name: z.string(),
  url,
  tls: tlsSchema.exactOptional(),
  ssh: sshSchema.exactOptional(),
  probe: probeSchema.exactOptional(),
});

const listenSchema = z.strictObject({
  host: z.string().min(1).exactOptional(),
  port: z.number().int().min(0).max(65_535).exactOptional(),
  /** Further names under which browsers may reach Patchbay: `patchbay.example.org` or with a port. */
  allowedHosts: z
    .array(
      z.string().regex(/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i, {
        message: 'This is not a host name with an optional port.',
      }),
    )
    .exactOptional(),
});

/** The configuration file. Unknown keys are faults: a misspelt key must not silently do nothing. */
export const configFileSchema = z.strictObject({
  hosts: z.array(hostSchema).exactOptional(),
  listen: listenSchema.exactOptional(),
  /** For every host, also those added on the page, unless it says otherwise itself. */
  probe: probeSchema.exactOptional(),
});

export type ConfigFile = z.infer<typeof configFileSchema>;
