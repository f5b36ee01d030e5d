/** Wraps a function that the page's own code or the browser calls: whatever goes wrong inside stays inside. */
export const guard =
  <A extends unknown[]>(inner: (...args: A) => unknown) =>
  (...args: A): void => {
    try {
      inner(...args);
    } catch {
      // A measurement that fails is worth less than the page: nothing of ours may throw into it or fill its error tracker.
    }
  };

/** Listens on the window while the event is on its way down, so that no handler of the page can hide it. */
export const on = (type: string, listener: (event: never) => unknown): void =>
  addEventListener(type, guard(listener as (event: Event) => unknown), true);
