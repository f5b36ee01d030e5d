import { useEffect, useState } from "preact/hooks";

interface Props {
  id: string;
  label: string;
  value: string;
  choices?: readonly string[];
  /** The label is for screen readers only. */
  isQuiet?: boolean;
  onChange: (value: string) => void;
}

/** Takes effect when it is left or by Enter. What is being typed is its own, so that an answer that arrives meanwhile takes nothing away. */
export function TextField({ id, label, value, choices, isQuiet = false, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <div class="field">
      <label for={id} class={isQuiet ? "sr-only" : undefined}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        autocomplete="off"
        list={choices ? `${id}-names` : undefined}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {choices && (
        <datalist id={`${id}-names`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </div>
  );
}
