'use client';

import { Disclosure } from '#components/ui/disclosure.tsx';
import { Field } from '#components/ui/field.tsx';
import { gatewayPriorityApi, hasApi, macApi } from '#lib/actions/api-version.ts';
import type { Host } from '#lib/topology/model.ts';
import type { ConnectFields, FieldErrors } from './connect-fields.ts';

/** What is seldom asked for: a MAC address, the way out, options of the driver. Says what this host's engine ignores. */
export function FurtherFields({
  host,
  fields,
  errors,
  set,
}: {
  host: Host | undefined;
  fields: ConnectFields;
  errors: FieldErrors;
  set(name: keyof ConnectFields): (value: string) => void;
}) {
  const api = host?.engine?.apiVersion ?? 'unknown';
  const since = (version: string, hint: string) =>
    host && hasApi(host, version)
      ? hint
      : `only engines with API ${version} or newer honour it; this one has ${api}`;
  const asked = fields.mac || fields.gatewayPriority || fields.driverOptions;
  return (
    <Disclosure summary="MAC address, gateway priority, driver options" open={asked !== ''}>
      <div className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-2 max-sm:grid-cols-[minmax(0,1fr)]">
        <Field
          label="MAC address"
          name="mac"
          value={fields.mac}
          onChange={set('mac')}
          placeholder="Docker’s choice"
          hint={since(macApi, 'such as 02:42:ac:11:00:02')}
          error={errors.mac}
        />
        <Field
          label="Gateway priority"
          name="gatewayPriority"
          value={fields.gatewayPriority}
          onChange={set('gatewayPriority')}
          placeholder="0"
          hint={since(gatewayPriorityApi, 'the network with the highest one is the way out')}
          error={errors.gatewayPriority}
        />
        <div className="col-span-full">
          <Field
            label="Driver options"
            name="driverOptions"
            value={fields.driverOptions}
            onChange={set('driverOptions')}
            placeholder="com.docker.network.endpoint.sysctls=…"
            hint="key=value, one a line"
            error={errors.driverOptions}
            lines={2}
          />
        </div>
      </div>
    </Disclosure>
  );
}
