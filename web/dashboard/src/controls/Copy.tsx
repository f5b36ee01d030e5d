import { useState } from "preact/hooks";
import { Icon } from "./Icon";

/** Text to take away. Lines break between its words, and inside of one only where it is wider than the box. Where the clipboard is refused, the text stays selectable. */
export function CopyBox({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("refused");
    }
    setTimeout(() => setState("idle"), 2500);
  };
  return (
    <fieldset class="copy-box" aria-label={label}>
      <pre>
        {text.split(/(?<= )/).map((word, index) => (
          <span key={index}>{word}</span>
        ))}
      </pre>
      <button type="button" class="button button-small" onClick={() => void copy()}>
        <Icon name={state === "copied" ? "check" : "copy"} /> {state === "copied" ? "Copied" : state === "refused" ? "Select it" : "Copy"}
      </button>
      <span class="sr-only" role="status">
        {state === "copied" ? "Copied to the clipboard" : ""}
      </span>
    </fieldset>
  );
}
