import { useEffect } from "preact/hooks";

/** How a page that frames a link wants it to look. */
export interface Look {
  theme: "light" | "dark" | null;
  /** A colour, or `transparent`. */
  background: string | null;
}

/** `?theme=dark&background=f6f5f1` or `background=transparent`; anything else is left out. */
export function readLook(search: string): Look {
  const params = new URLSearchParams(search);
  const theme = params.get("theme");
  const background = (params.get("background") ?? "").replace(/^#/, "").toLowerCase();
  const isColour = /^([0-9a-f]{3}|[0-9a-f]{6})$/.test(background);
  return {
    theme: theme === "light" || theme === "dark" ? theme : null,
    background: background === "transparent" ? background : isColour ? `#${background}` : null,
  };
}

/** Holds for this page and is not kept: a reader's own choice elsewhere stays as it is. */
export function useLook({ theme, background }: Look): void {
  useEffect(() => {
    const root = document.documentElement;
    if (theme) root.dataset.theme = theme;
    if (background) root.style.setProperty("--paper", background);
  }, [theme, background]);
}
