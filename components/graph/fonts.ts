/** The page's fonts, as the canvas is told them. */
export const sans = '"IBM Plex Sans Variable", system-ui, sans-serif';
export const mono = '"IBM Plex Mono", ui-monospace, monospace';
