import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import "./menu.css";

interface Props {
  /** What the button shows. */
  label: ComponentChildren;
  /** What the button is called where its content does not say it. */
  name?: string;
  buttonClass?: string;
  align?: "start" | "end";
  /** Asked to open from outside, as by a keyboard shortcut: opens each time the number grows. */
  openSignal?: number;
  children: (close: () => void) => ComponentChildren;
}

/** A button that discloses a small panel. Escape and a click elsewhere close it; up and down move through what it holds. */
export function Menu({ label, name, buttonClass = "button", align = "end", openSignal = 0, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    if (root.current?.contains(document.activeElement)) button.current?.focus();
  };
  useEffect(() => {
    if (openSignal > 0) setOpen(true);
  }, [openSignal]);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    root.current?.querySelector<HTMLElement>(".menu [aria-current=true], .menu a, .menu button, .menu input")?.focus();
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only overhears the keys of the buttons inside it.
    <div
      class="menu-root"
      ref={root}
      onKeyDown={(event) => open && menuKeys(event, root.current, close)}
      onFocusOut={(event) => leave(event, root.current, setOpen)}
    >
      <button
        ref={button}
        type="button"
        class={buttonClass}
        aria-label={name}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div id={id} class={`menu menu-${align}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

function leave(event: FocusEvent, root: HTMLElement | null, setOpen: (open: boolean) => void): void {
  const next = event.relatedTarget;
  if (next instanceof Node && !root?.contains(next)) setOpen(false);
}

function menuKeys(event: KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const items = [...(root?.querySelectorAll<HTMLElement>(".menu a, .menu button:not(:disabled)") ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length];
  event.preventDefault();
  next?.focus();
}
