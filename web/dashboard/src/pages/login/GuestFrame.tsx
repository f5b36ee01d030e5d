import type { ComponentChildren } from "preact";
import { Wordmark } from "../../brand/Logo";
import { Trail } from "../../brand/Trail";
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
