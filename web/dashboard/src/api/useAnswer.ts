import { useEffect, useRef, useState } from "preact/hooks";
import { isOutage, whenBack } from "./outage";
import { type Answer, ask, type Question } from "./query";

export interface Asked<T> {
  /** The newest answer; while another is on its way, the one before it. */
  value: T | null;
  error: Error | null;
  loading: boolean;
  retry: () => void;
}

/**
 * Runs a promise anew whenever `key` changes, and ignores answers that come late. A null key asks nothing. While the
 * server is away, it is run again together with all else that failed.
 */
export function useAsked<T>(key: string | null, run: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ key: string | null; value: T | null; error: Error | null }>({ key: null, value: null, error: null });
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (key === null) return undefined;
    const left = new AbortController();
    latest.current(left.signal).then(
      (value) => !left.signal.aborted && setState({ key, value, error: null }),
      (error: Error) => !left.signal.aborted && setState({ key, value: null, error }),
    );
    return () => left.abort();
  }, [key, attempt]);
  const error = state.key === key ? state.error : null;
  useEffect(() => (isOutage(error) ? whenBack(error, () => setAttempt((old) => old + 1)) : undefined), [error]);
  return {
    value: state.value,
    error,
    loading: key !== null && state.key !== key,
    retry: () => setAttempt(attempt + 1),
  };
}

/** The answer to a question. A changed `beat` asks the same question again without showing it as loading. */
export function useAnswer(question: Question | null, beat = 0): Asked<Answer> {
  const text = question ? JSON.stringify(question) : null;
  const [fresh, setFresh] = useState<{ text: string; answer: Answer } | null>(null);
  const asked = useAsked(text, (signal) => ask(JSON.parse(text ?? "null") as Question, { signal }));
  useEffect(() => {
    if (beat === 0 || !text) return undefined;
    let current = true;
    ask(JSON.parse(text) as Question, { again: true }).then(
      (answer) => current && setFresh({ text, answer }),
      () => undefined, // a failed refresh leaves the numbers as they were; the next beat tries again
    );
    return () => {
      current = false;
    };
  }, [beat]);
  return fresh && fresh.text === text ? { ...asked, value: fresh.answer, error: null, loading: false } : asked;
}
