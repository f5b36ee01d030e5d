import { useState } from "preact/hooks";
import { Icon } from "../../controls/Icon";

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** `new-password` where one is chosen: password managers then offer to make one. */
  autocomplete: "current-password" | "new-password";
  minLength?: number;
  hint?: string;
}

/** A password is typed once here, so what is typed can be looked at. */
export function PasswordField({ value, onChange, autocomplete, minLength, hint }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div class="field">
      <label for="password">Password</label>
      <div class="password">
        <input
          id="password"
          class="input"
          type={shown ? "text" : "password"}
          autocomplete={autocomplete}
          autocapitalize="off"
          spellcheck={false}
          required
          minLength={minLength}
          aria-describedby={hint ? "password-hint" : undefined}
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
        <p id="password-hint" class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
