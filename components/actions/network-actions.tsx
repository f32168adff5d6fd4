'use client';

import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { MenuPopup, menuItemClass } from '#components/ui/menu.tsx';
import type { Network } from '#lib/topology/model.ts';

/** Whether people may remove a network: Docker's own stay, but for the swarm's ingress. */
export function isRemovable({ builtin, ingress }: Network): boolean {
  return !builtin || ingress;
}

/** Whether there can be another one like it. */
function isRepeatable({ driver, configOnly }: Network): boolean {
  return configOnly || (driver !== '' && driver !== 'host' && driver !== 'null');
}

/** What can be done with a network as a whole, as buttons. */
export function NetworkActions({ network }: { network: Network }) {
  const { act } = usePage();
  return (
    <>
      {isRepeatable(network) && (
        <Button onClick={() => act({ kind: 'create-network', like: network.id })}>
          Create one like this…
        </Button>
      )}
      {isRemovable(network) && (
        <Button onClick={() => act({ kind: 'remove-network', networkIds: [network.id] })}>Remove…</Button>
      )}
    </>
  );
}

/** The same behind one button, for a row of the table. */
export function NetworkMenu({ network, tabIndex = 0 }: { network: Network; tabIndex?: number }) {
  const { act } = usePage();
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <Button look="bare" size="small" tabIndex={tabIndex} aria-label={`Actions for ${network.name}`}>
            <Ellipsis aria-hidden="true" className="size-3.5" />
          </Button>
        }
      />
      <MenuPopup align="end" className="w-56">
        <Menu.Item
          className={menuItemClass}
          disabled={!isRepeatable(network)}
          onClick={() => act({ kind: 'create-network', like: network.id })}
        >
          Create one like this…
        </Menu.Item>
        <Menu.Item
          className={menuItemClass}
          disabled={!isRemovable(network)}
          onClick={() => act({ kind: 'remove-network', networkIds: [network.id] })}
        >
          <span>
            Remove…
            {!isRemovable(network) && <span className="mt-0.5 block text-2xs">Docker’s own stays.</span>}
          </span>
        </Menu.Item>
      </MenuPopup>
    </Menu.Root>
  );
}
