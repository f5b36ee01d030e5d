// Functions of a worker, called by message: one answer a call, in whatever order they come.

export type Functions = Record<string, (argument: never, signal: AbortSignal) => unknown>;

interface Call {
  id: number;
  name: string;
  argument: unknown;
}

interface Cancel {
  id: number;
  cancelled: true;
}

type Answer = { id: number; value: unknown } | { id: number; error: { name: string; message: string } };

/** An answer that gives its buffers away instead of copying them. */
export class Moved<T> {
  constructor(
    readonly value: T,
    readonly buffers: Transferable[],
  ) {}
}

type Value<T> = Awaited<T> extends Moved<infer V> ? V : Awaited<T>;

export interface Callable<F extends Functions> {
  call<N extends keyof F & string>(
    name: N,
    argument: Parameters<F[N]>[0],
    options?: { signal?: AbortSignal | undefined; buffers?: Transferable[] },
  ): Promise<Value<ReturnType<F[N]>>>;
  /** Ends the worker; what it has not answered rejects. */
  end(): void;
}

/** The side of the worker. */
export const answer = (functions: Functions): void => {
  const running = new Map<number, AbortController>();
  const post = (message: Answer, buffers: Transferable[] = []): void => (self as unknown as Worker).postMessage(message, buffers);
  self.onmessage = async ({ data }: MessageEvent<Call | Cancel>) => {
    if ("cancelled" in data) {
      running.get(data.id)?.abort();
      return;
    }
    const { id, name, argument } = data;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await functions[name]?.(argument as never, controller.signal);
      if (value instanceof Moved) post({ id, value: value.value }, value.buffers);
      else post({ id, value });
    } catch (error) {
      const { name, message } = error as Error;
      post({ id, error: { name, message } });
    } finally {
      running.delete(id);
    }
  };
};

/** The side of the page. A worker that dies rejects all that wait for it, and all later calls. */
export const callable = <F extends Functions>(worker: Worker): Callable<F> => {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let last = 0;
  let ended: Error | null = null;

  const end = (reason: Error): void => {
    ended ??= reason;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };

  worker.onerror = (event) => end(new Error(`A part of the reader stopped: ${event.message || "it could not be loaded"}.`));
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const caller = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) caller?.reject(Object.assign(new Error(data.error.message), { name: data.error.name }));
    else caller?.resolve(data.value as never);
  };

  return {
    call: (name, argument, { signal, buffers = [] } = {}) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        if (signal?.aborted) return reject(signal.reason);
        const id = ++last;
        const cancel = (): void => {
          waiting.delete(id);
          worker.postMessage({ id, cancelled: true } satisfies Cancel);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", cancel, { once: true });
        const settled =
          <T>(settle: (value: T) => void) =>
          (value: T): void => {
            signal?.removeEventListener("abort", cancel);
            settle(value);
          };
        waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
        worker.postMessage({ id, name, argument } satisfies Call, buffers);
      }),
    end: () => end(new DOMException("The reader is closed.", "AbortError")),
  };
};
