'use client';

/** Everything known of the selection. */
export function Inspector() {
  return null;
}
