'use client';

import { usePage } from '#components/page-context.tsx';
import { CandidateMenu, type MenuButtonProps } from './candidate-menu.tsx';
import { networksForMany } from './candidates.ts';
import { NetworkItem } from './network-item.tsx';

/** Several containers → Connect…: the networks that one of them at least could join, with how many. */
export function ConnectManyMenu({
  containerIds,
  text,
  label,
  ...button
}: MenuButtonProps & { containerIds: readonly string[]; text: string; label: string }) {
  const { topology, act } = usePage();
  return (
    <CandidateMenu
      {...button}
      text={text}
      label={label}
      candidates={() => networksForMany(topology, containerIds)}
      none="There is no network that any of them could join."
      show={(network) => <NetworkItem network={network} />}
      onPick={(network) => act({ kind: 'connect', networkId: network.id, containerIds })}
    />
  );
}
