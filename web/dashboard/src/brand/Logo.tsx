import { HEEL, SOLE } from "./print";
import "./brand.css";

/** Two steps, one ahead of the other. The one ahead takes the lighter tone. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8.5" class="mark-ground" />
      <path class="mark-near" transform="translate(10.8 19.2) rotate(-7)" d={SOLE + HEEL} />
      <path class="mark-far" transform="translate(21.2 12.8) scale(-1 1) rotate(-7)" d={SOLE + HEEL} />
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
