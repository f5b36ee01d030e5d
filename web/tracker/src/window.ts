import { guard, on } from "./edges";
import { emit } from "./events";

/** The last of a row of events, 1 s after it. */
const settled = (type: string, listener: (event: Event) => void): void => {
  let timer: ReturnType<typeof setTimeout>;
  on(type, (event: Event) => {
    clearTimeout(timer);
    timer = setTimeout(guard(listener), 1e3, event);
  });
};

/** Characters selected, except in form fields, where even the length belongs to a value. Never the text. */
const selected = ({ target }: Event): number => ("form" in (target as object) ? 0 : String(getSelection()).length);

/** Window size and text selection: measures only. */
export const watchWindow = (): void => {
  let width = innerWidth;
  let length = 0;
  settled("resize", () => {
    // Phones change the height whenever their address bar hides.
    if (width === innerWidth) return;
    width = innerWidth;
    emit("resize", { interactive: false, props: { window_width: width, window_height: innerHeight } });
  });
  settled("selectionchange", (event) => {
    const now = selected(event);
    if (now && now !== length) emit("text_select", { interactive: false, props: { length: now } });
    length = now;
  });
  on("copy", (event: Event) => {
    const copied = selected(event);
    if (copied) emit("copy", { props: { length: copied } });
  });
};
