/** Where a chosen theme is kept; nothing is kept for "as the system has it". */
export const themeKey = 'patchbay-theme';

/** Runs before the first paint, so that a dark page never flashes white. Storage may be forbidden: then the system decides. */
export const themeScript = `(function(){var t=null;try{t=localStorage.getItem('${themeKey}')}catch(e){t=null}
if(t!=='light'&&t!=='dark')t=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';
document.documentElement.dataset.theme=t})()`;
