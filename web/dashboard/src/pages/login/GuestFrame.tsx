import type { ComponentChildren } from 'preact';
import { Wordmark } from '../../brand/Logo';
import { ThemeButton } from '../../shell/ThemeButton';
import '../../shell/shell.css';
import './guest.css';

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
  const steps = Array.from({ length: 9 }, (_, index) => ({ x: 40 + index * 82, y: 96 - index * 6 + (index % 2 ? 26 : 0), turn: 74 - index * 1.5 }));
  return (
    <svg class="guest-trail" viewBox="0 0 800 150" aria-hidden="true">
      {steps.map((step, index) => (
        <g key={step.x} transform={`translate(${step.x} ${step.y}) rotate(${step.turn})`} opacity={0.12 + index * 0.1}>
          <path d="M0-13c5 0 8 4.3 8 9.7 0 4.1-1.2 6.3-1.4 9.7C6.4 9.5 4.4 11.4 1.4 11.4s-4.8-1.9-5.3-5C-4.4 2.7-7.3 0-7.3-4.5-7.3-9.6-4.4-13 0-13Z" />
          <ellipse cx="1" cy="19" rx="5" ry="5.5" />
        </g>
      ))}
    </svg>
  );
}
