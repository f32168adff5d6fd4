/** The mark as the browser's tab shows it: on light and dark alike. */
export const markUrl = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#d9822b">' +
    '<path d="M5.5 1.5v17M14.5 1.5v17" stroke="#87929a" stroke-width="1.25"/>' +
    '<path d="M5.5 6c6 0 3 8 9 8" stroke-width="2" stroke-linecap="round"/>' +
    '<circle cx="5.5" cy="6" r="2.6" fill="#141c22" stroke-width="1.9"/>' +
    '<circle cx="14.5" cy="14" r="2.6" fill="#141c22" stroke-width="1.9"/></svg>',
)}`;
