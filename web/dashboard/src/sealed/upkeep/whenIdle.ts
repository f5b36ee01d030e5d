/** How long nobody touched the page. */
const QUIET_MS = 60_000;
const LOOK_MS = 10 * 60_000;

/** Calls back now and then while nobody touches the page, never twice at a time. Returns what ends that. */
export function whenIdle(work: () => Promise<void>): () => void {
  let touched = Date.now();
  let busy = false;
  const touch = (): void => {
    touched = Date.now();
  };
  const look = async (): Promise<void> => {
    if (busy || Date.now() - touched < QUIET_MS) return;
    busy = true;
    await work();
    busy = false;
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touch);
  const first = setTimeout(look, QUIET_MS);
  const ticks = setInterval(look, LOOK_MS);
  return () => {
    clearTimeout(first);
    clearInterval(ticks);
    for (const kind of ["pointerdown", "keydown"]) document.removeEventListener(kind, touch);
  };
}
