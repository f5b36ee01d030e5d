import { useState } from "preact/hooks";

interface Saving {
  busy: boolean;
  /** True from a success until the next attempt. */
  done: boolean;
  error: Error | null;
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** One thing at a time that can fail: a form's saving, a button's deleting. */
export function useSaving(): Saving {
  const [state, setState] = useState<{ busy: boolean; done: boolean; error: Error | null }>({ busy: false, done: false, error: null });
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setState({ busy: true, done: false, error: null });
    try {
      await work();
      setState({ busy: false, done: true, error: null });
      return true;
    } catch (error) {
      setState({ busy: false, done: false, error: error as Error });
      return false;
    }
  };
  return { ...state, run };
}
