import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, ask, type Question } from "./query";

export interface Asked<T> {
  /** The newest answer; while another is on its way, the one before it. */
  value: T | null;
  error: Error | null;
  loading: boolean;
  retry: () => void;
}

/** Runs a promise anew whenever `key` changes, and ignores answers that come late. A null key asks nothing. */
export function useAsked<T>(key: string | null, run: () => Promise<T>): Asked<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ key: string | null; value: T | null; error: Error | null }>({ key: null, value: null, error: null });
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (key === null) return undefined;
    let current = true;
    latest.current().then(
      (value) => current && setState({ key, value, error: null }),
      (error: Error) => current && setState({ key, value: null, error }),
    );
    return () => {
      current = false;
    };
  }, [key, attempt]);
  return {
    value: state.value,
    error: state.key === key ? state.error : null,
    loading: key !== null && state.key !== key,
    retry: () => setAttempt(attempt + 1),
  };
}

/** The answer to a question. A changed `beat` asks the same question again without showing it as loading. */
export function useAnswer(question: Question | null, beat = 0): Asked<Answer> {
  const text = question ? JSON.stringify(question) : null;
  const [fresh, setFresh] = useState<{ text: string; answer: Answer } | null>(null);
  const asked = useAsked(text, () => ask(JSON.parse(text ?? "null") as Question));
  useEffect(() => {
    if (beat === 0 || !text) return undefined;
    let current = true;
    ask(JSON.parse(text) as Question, true).then(
      (answer) => current && setFresh({ text, answer }),
      () => undefined, // a failed refresh leaves the numbers as they were; the next beat tries again
    );
    return () => {
      current = false;
    };
  }, [beat]);
  return fresh && fresh.text === text ? { ...asked, value: fresh.answer, error: null, loading: false } : asked;
}
