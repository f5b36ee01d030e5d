import type { ComponentChildren } from "preact";

interface Props {
  label: string;
  class?: string;
  children: ComponentChildren;
}

/** A part of the page with a scroll bar of its own. It takes the focus, so that the keyboard can scroll it. */
export function ScrollRegion({ label, class: name = "table-scroll", children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not reach what is scrolled away (WCAG 2.1.1).
    <section class={name} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
