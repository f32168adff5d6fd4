import { type Selection, selectionKinds } from './selection.ts';

/** Which tables there are, in their order on the page. */
export const tableTabs = [
  'hosts',
  'networks',
  'containers',
  'services',
  'endpoints',
  'ports',
  'interfaces',
  'tunnels',
  'findings',
] as const;
export type TableTab = (typeof tableTabs)[number];

/** What the page shows. It lives in the URL's hash, so that a reload or a shared link shows the same. */
export interface View {
  /** Undefined: not chosen, the width decides. */
  mode: 'picture' | 'table' | undefined;
  tab: TableTab;
  selection: Selection | undefined;
  /** The layer of the picture that shows interfaces, veth pairs and bridges at any zoom. */
  wires: boolean;
}

const modes = ['picture', 'table'] as const;

/** The view that a URL's hash asks for; whatever it does not say sensibly is left at its default. */
export function viewOfHash(hash: string): View {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const kind = selectionKinds.find((candidate) => params.has(candidate));
  const id = kind && params.get(kind);
  return {
    mode: modes.find((mode) => mode === params.get('view')),
    tab: tableTabs.find((tab) => tab === params.get('tab')) ?? 'containers',
    selection: kind && id ? { kind, id } : undefined,
    wires: params.get('wires') === 'on',
  };
}

/** The hash that asks for a view; empty for the default one. */
export function hashOfView(view: View): string {
  const params = new URLSearchParams();
  if (view.mode) params.set('view', view.mode);
  if (view.tab !== 'containers') params.set('tab', view.tab);
  if (view.wires) params.set('wires', 'on');
  if (view.selection) params.set(view.selection.kind, view.selection.id);
  // Slashes and colons are legal in a fragment and make ids readable there.
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return text && `#${text}`;
}

/** Whether two selections are of the same thing. */
export function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}
