/** Two steps, one ahead of the other: each a sole and a heel. The farther one takes the lighter tone. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8.5" class="mark-ground" />
      <g class="mark-near">
        <path d="M11.4 11.2c2.1 0 3.2 1.8 3.2 4 0 1.7-.5 2.6-.6 4-.1 1.3-.9 2.1-2.1 2.1s-2-.8-2.2-2.1c-.2-1.5-1.4-2.6-1.4-4.5 0-2.1 1.2-3.5 3.1-3.5Z" />
        <ellipse cx="11.6" cy="25" rx="2.1" ry="2.3" />
      </g>
      <g class="mark-far">
        <path d="M20.6 4.7c-2.1 0-3.2 1.8-3.2 4 0 1.7.5 2.6.6 4 .1 1.3.9 2.1 2.1 2.1s2-.8 2.2-2.1c.2-1.5 1.4-2.6 1.4-4.5 0-2.1-1.2-3.5-3.1-3.5Z" />
        <ellipse cx="20.4" cy="18.5" rx="2.1" ry="2.3" />
      </g>
    </svg>
  );
}

export function Wordmark({ size = 28 }: { size?: number }) {
  return (
    <span class="wordmark">
      <Mark size={size} />
      <span>Footfall</span>
    </span>
  );
}
