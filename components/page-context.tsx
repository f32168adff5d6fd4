'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ActionTarget } from '#components/actions/target.ts';
import type { HostTarget } from '#components/hosts/host-target.ts';
import type { Selection } from '#lib/store/selection.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What every part of the page may see and ask for. */
export interface PageContext {
  topology: Topology;
  /** The stream is lost: what shows is what was. */
  lost: boolean;
  select(selection: Selection | undefined): void;
  /** Opens the sheet that plans an action. */
  act(target: ActionTarget): void;
  /** Opens the sheet that adds, edits, tests or removes a host. */
  manageHost(target: HostTarget): void;
}

const Page = createContext<PageContext | undefined>(undefined);
// Apart from the rest: it changes with every click, and hundreds of rows must not be made anew for that.
const Selected = createContext<Selection | undefined>(undefined);

export function PageProvider({
  page,
  selection,
  children,
}: {
  page: PageContext;
  selection: Selection | undefined;
  children: ReactNode;
}) {
  return (
    <Page.Provider value={page}>
      <Selected.Provider value={selection}>{children}</Selected.Provider>
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
