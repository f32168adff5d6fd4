'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ActionTarget } from '#components/actions/target.ts';
import type { HostTarget } from '#components/hosts/host-target.ts';
import type { Picks } from '#lib/store/picks.ts';
import type { Selection } from '#lib/store/selection.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What every part of the page may see and ask for. */
export interface PageContext {
  topology: Topology;
  /** The stream is lost: what shows is what was. */
  lost: boolean;
  select(selection: Selection | undefined): void;
  /** Selects a thing and shows it in the picture, with the wires. */
  showInPicture(selection: Selection): void;
  /** Opens the sheet that plans an action. */
  act(target: ActionTarget): void;
  /** Opens the sheet that adds, edits, tests or removes a host. */
  manageHost(target: HostTarget): void;
}

/** The containers picked to do something with together, and what changes them. */
export interface PicksControl {
  picks: Picks;
  /** Picks a container, or lets go of it if it was picked. */
  toggle(containerId: string): void;
  add(containerIds: readonly string[]): void;
  remove(containerIds: readonly string[]): void;
  letGo(): void;
}

const Page = createContext<PageContext | undefined>(undefined);
// Apart from the rest: it changes with every click, and hundreds of rows must not be made anew for that.
const Selected = createContext<Selection | undefined>(undefined);
const Picked = createContext<PicksControl | undefined>(undefined);

export function PageProvider({
  page,
  selection,
  picked,
  children,
}: {
  page: PageContext;
  selection: Selection | undefined;
  picked: PicksControl;
  children: ReactNode;
}) {
  return (
    <Page.Provider value={page}>
      <Selected.Provider value={selection}>
        <Picked.Provider value={picked}>{children}</Picked.Provider>
      </Selected.Provider>
    </Page.Provider>
  );
}

/** The page around a component. */
export function usePage(): PageContext {
  const page = useContext(Page);
  if (!page) throw new Error('usePage needs a PageProvider above it');
  return page;
}

/** What is selected on the page. */
export function useSelection(): Selection | undefined {
  return useContext(Selected);
}

/** What is picked on the page. */
export function usePicks(): PicksControl {
  const picked = useContext(Picked);
  if (!picked) throw new Error('usePicks needs a PageProvider above it');
  return picked;
}
