import { HEEL, SOLE } from "./print";
import "./brand.css";

/** Steps across the page, as if somebody had just walked by. */
export function Trail() {
  const steps = Array.from({ length: 10 }, (_, index) => ({ x: 36 + index * 80, y: 104 - index * 5, left: index % 2 === 1 }));
  return (
    <svg class="trail" viewBox="0 0 800 150" aria-hidden="true">
      {steps.map(({ x, y, left }, index) => (
        <path
          key={x}
          d={SOLE + HEEL}
          transform={`translate(${x} ${left ? y - 26 : y}) rotate(${left ? 80 : 94}) scale(${left ? 2.4 : -2.4} 2.4)`}
          opacity={0.08 + index * 0.1}
        />
      ))}
    </svg>
  );
}
