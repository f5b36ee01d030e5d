import { useState } from "preact/hooks";

type Crypto = typeof import("../../crypto/stretch");

interface StretchForm {
  /** What is being done, or null while nothing is. */
  step: string | null;
  error: Error | null;
  submit: (event: Event) => void;
}

/** A form whose submission stretches a password. The cryptography is loaded when the first such form is sent. */
export function useStretch(run: (crypto: Crypto) => Promise<void>): StretchForm {
  const [step, setStep] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setError(null);
    setStep("Stretching the password…");
    try {
      if (!globalThis.isSecureContext)
        throw new Error(
          "Browsers allow cryptography on HTTPS and on this computer only. Open the dashboard by https:// or by http://127.0.0.1.",
        );
      const crypto = await import("../../crypto/stretch");
      await afterPaint();
      await run(crypto);
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setStep(null);
    }
  };
  return { step, error, submit: (event) => void submit(event) };
}

/** Argon2 holds the main thread for about a second: the button must say so before. */
const afterPaint = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
