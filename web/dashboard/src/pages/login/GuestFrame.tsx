import type { ComponentChildren } from "preact";
import { Wordmark } from "../../brand/Logo";
import { HEEL, SOLE } from "../../brand/print";
import { ThemeButton } from "../../shell/ThemeButton";
import "../../shell/shell.css";
import "./guest.css";

interface Props {
  title: string;
  lead: string;
  children: ComponentChildren;
}

/** The frame of the pages before the sign-in. */
export function GuestFrame({ title, lead, children }: Props) {
  return (
    <div class="guest">
      <header class="guest-head">
        <Wordmark size={32} />
        <ThemeButton />
      </header>
      <main class="guest-main">
        <div class="card guest-card">
          <h1>{title}</h1>
          <p class="guest-lead">{lead}</p>
          {children}
        </div>
        <Trail />
      </main>
    </div>
  );
}

/** Steps across the page, as if somebody had just walked by. */
function Trail() {
  const steps = Array.from({ length: 10 }, (_, index) => ({ x: 36 + index * 80, y: 104 - index * 5, left: index % 2 === 1 }));
  return (
    <svg class="guest-trail" viewBox="0 0 800 150" aria-hidden="true">
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
