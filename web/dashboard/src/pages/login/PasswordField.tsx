import { useState } from "preact/hooks";
import { Icon } from "../../controls/Icon";

/** Of a password that is chosen here. */
export const LEAST_LENGTH = 10;

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** `new-password` where one is chosen: password managers then offer to make one. */
  autocomplete: "current-password" | "new-password";
  minLength?: number;
  hint?: string;
  /** Where a form asks for two. */
  label?: string;
  id?: string;
}

/** A password is typed once here, so what is typed can be looked at. */
export function PasswordField({ value, onChange, autocomplete, minLength, hint, label = "Password", id = "password" }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="password">
        <input
          id={id}
          class="input"
          type={shown ? "text" : "password"}
          autocomplete={autocomplete}
          autocapitalize="off"
          spellcheck={false}
          required
          minLength={minLength}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        <button
          type="button"
          class="icon-button password-look"
          aria-label="Show what is typed"
          aria-pressed={shown}
          title={shown ? "Hide what is typed" : "Show what is typed"}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </button>
      </div>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
