'use client';

import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { MenuPopup, menuItemClass } from '#components/ui/menu.tsx';
import { originText } from '#components/words/host-origin.ts';
import type { Host } from '#lib/topology/model.ts';

/** What can be done with a host. One of the configuration is dimmed where it can't be changed here, and says why. */
export function HostMenu({ host, tabIndex = 0 }: { host: Host; tabIndex?: number }) {
  const { manageHost, act } = usePage();
  const fixed = originText(host);
  const live = host.status === 'live';
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <Button look="bare" size="small" tabIndex={tabIndex} aria-label={`Actions for ${host.name}`}>
            <Ellipsis aria-hidden="true" className="size-3.5" />
          </Button>
        }
      />
      <MenuPopup align="end" className="w-56">
        <Menu.Item
          className={menuItemClass}
          disabled={!live}
          onClick={() => act({ kind: 'create-network', hostIds: [host.id] })}
        >
          Create network…
        </Menu.Item>
        <Menu.Item
          className={menuItemClass}
          disabled={!live}
          onClick={() => act({ kind: 'prune-networks', hostIds: [host.id] })}
        >
          Prune networks…
        </Menu.Item>
        <Menu.Separator className="my-1 border-t border-line" />
        <Menu.Item className={menuItemClass} onClick={() => manageHost({ kind: 'test', host })}>
          Test…
        </Menu.Item>
        <Menu.Item
          className={menuItemClass}
          disabled={fixed !== undefined}
          onClick={() => manageHost({ kind: 'edit', host })}
        >
          <span>
            Edit…
            {fixed && <span className="mt-0.5 block text-2xs">{fixed}</span>}
          </span>
        </Menu.Item>
        <Menu.Item
          className={menuItemClass}
          disabled={fixed !== undefined}
          onClick={() => manageHost({ kind: 'remove', host })}
        >
          Remove…
        </Menu.Item>
      </MenuPopup>
    </Menu.Root>
  );
}
