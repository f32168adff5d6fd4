'use client';

import { createContext, useContext } from 'react';
import type { Selection } from '#lib/store/selection.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What every part of the page may see and ask for. */
export interface PageContext {
  topology: Topology;
  /** The stream is lost: what shows is what was. */
  lost: boolean;
  selection: Selection | undefined;
  select(selection: Selection | undefined): void;
  /** Opens the sheet that plans a connect. */
  connect(containerId: string, networkId: string): void;
  /** Opens the sheet that plans a disconnect. */
  disconnect(containerId: string, networkId: string): void;
}

const Context = createContext<PageContext | undefined>(undefined);

export const PageProvider = Context.Provider;

/** The page around a component. */
export function usePage(): PageContext {
  const page = useContext(Context);
  if (!page) throw new Error('usePage needs a PageProvider above it');
  return page;
}
