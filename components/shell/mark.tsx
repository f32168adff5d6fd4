/** Patchbay's mark: two buses, two jacks, one cord between them. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" className={className}>
      <path d="M5.5 1.5v17M14.5 1.5v17" stroke="currentColor" strokeWidth="1.25" opacity="0.45" />
      <path d="M5.5 6c6 0 3 8 9 8" className="stroke-accent" strokeWidth="1.75" strokeLinecap="round" />
      <circle cx="5.5" cy="6" r="2.6" className="fill-panel stroke-accent" strokeWidth="1.75" />
      <circle cx="14.5" cy="14" r="2.6" className="fill-panel stroke-accent" strokeWidth="1.75" />
      <circle cx="5.5" cy="14" r="1.5" fill="currentColor" opacity="0.45" />
      <circle cx="14.5" cy="6" r="1.5" fill="currentColor" opacity="0.45" />
    </svg>
  );
}
