import type { StylesheetJson } from 'cytoscape';
import { mono, sans } from './fonts.ts';
import type { Palette } from './palette.ts';

/** What is drawn of tunnels that belong to no network: no driver's hue. */
const mesh = 'hostns';

/** How wires, tunnels and warning signs look. */
export function wireStyles(palette: Palette): StylesheetJson {
  return [
    {
      selector: '.jack.cut',
      style: { 'background-color': palette.panel, 'border-color': palette.bad },
    },
    {
      selector: '.cut-wire, .cut-strand',
      style: {
        shape: 'ellipse',
        width: 9,
        height: 9,
        'background-color': palette.panel,
        'background-opacity': 1,
        'font-size': 13,
        'font-weight': 700,
        color: palette.bad,
        'text-halign': 'center',
        'text-valign': 'center',
        'z-index': 6,
      },
    },
    { selector: '.cut-strand', style: { color: palette.warn } },
    {
      selector: '.bar.mesh',
      style: {
        'background-color': palette[mesh],
        'border-color': palette[mesh],
      },
    },
    {
      selector: '.drop.mesh, .strand',
      style: { 'background-color': palette[mesh], 'background-opacity': 0.8, 'z-index': 2 },
    },
    { selector: '.strand.unread', style: { 'background-opacity': 0.3 } },
    {
      selector: '.strand-end',
      style: {
        shape: 'ellipse',
        width: 5,
        height: 5,
        'background-color': palette[mesh],
        'background-opacity': 1,
        'z-index': 3,
      },
    },
    {
      selector: '.one-sided',
      style: {
        width: 2,
        'line-style': 'dashed',
        'line-dash-pattern': [4, 3],
        'line-opacity': 0.9,
        'z-index': 2,
      },
    },
    { selector: '.one-sided.mesh', style: { 'line-color': palette[mesh] } },
    { selector: '.one-sided.overlay', style: { 'line-color': palette.overlay } },
    {
      selector: '.sign',
      style: {
        shape: 'triangle',
        width: 13,
        height: 12,
        'background-color': palette.panel,
        'background-opacity': 1,
        'border-width': 1.5,
        'border-color': palette.warn,
        color: palette.warn,
        'font-size': 8,
        'font-weight': 700,
        'text-halign': 'center',
        'text-valign': 'center',
        'text-margin-y': 1.5,
        'z-index': 9,
      },
    },
    {
      selector: '.sign.error',
      style: { 'background-color': palette.bad, 'border-color': palette.bad, color: palette.panel },
    },
    {
      selector: '.wire-text',
      style: {
        'font-family': mono,
        'font-size': 'data(size)' as unknown as number,
        'min-zoomed-font-size': 4.5,
        color: palette.muted,
      },
    },
    {
      selector: '.link-label',
      style: {
        'text-valign': 'bottom',
        'text-wrap': 'wrap',
        'text-justification': 'left',
        'line-height': 1.15,
      },
    },
    { selector: '.wire-device', style: { color: palette.ink } },
    { selector: '.lone-label', style: { 'font-family': sans, color: palette.warn } },
    { selector: '.wires-note', style: { 'font-family': sans, color: palette.warn } },
    {
      selector: '.lone',
      style: {
        shape: 'rectangle',
        width: 11,
        height: 11,
        'background-color': palette.panel,
        'background-opacity': 1,
        'border-width': 1.5,
        'border-color': palette.warn,
        label: '?',
        'font-size': 9,
        'font-weight': 700,
        color: palette.warn,
        'text-halign': 'center',
        'text-valign': 'center',
        'text-margin-y': 0.5,
        'z-index': 7,
      },
    },
  ] as StylesheetJson;
}
