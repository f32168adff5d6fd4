import { CommandLine } from '#components/ui/command-line.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { createBody } from '#lib/actions/create-body.ts';
import { composeYaml } from '#lib/actions/create-compose.ts';
import type { CreateAction } from '#lib/actions/schema.ts';

/** The same network for others: in a Compose file, and as what the engine's API is asked for. */
export function Review({ action }: { action: CreateAction }) {
  const specs = [...(action.configs ?? []).map(({ spec }) => spec), action.spec];
  const compose = composeYaml(action.spec);
  return (
    <section className="grid gap-1.5" aria-label="The same elsewhere">
      <Disclosure summary="The same in a Compose file">
        {compose === undefined ? (
          <p className="text-xs text-muted">
            Compose has no words for this. Make the network, then name it in the file as external.
          </p>
        ) : (
          <CommandLine text={compose} plain />
        )}
      </Disclosure>
      <Disclosure summary="The same as the API’s body (POST /networks/create)">
        <div className="grid gap-1.5">
          {specs.map((spec, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a body is its place in the list.
            <CommandLine key={at} text={JSON.stringify(createBody(spec), null, 2)} plain />
          ))}
        </div>
      </Disclosure>
    </section>
  );
}
