import { useState } from "preact/hooks";
import type { Session } from "../../api/types";
import { FormError } from "../../controls/States";
import { openKeys } from "../../sealed/openKeys";
import { GuestFrame } from "./GuestFrame";
import { LEAST_LENGTH, PasswordField } from "./PasswordField";
import { useStretch } from "./useStretch";

/** A lost password, with the recovery key that was printed. */
export function Recover({ onDone }: { onDone: (session: Session) => void }) {
  const [email, setEmail] = useState("");
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const form = useStretch(async ({ loginKeyOf, newParameters, stretch }) => {
    const { recover } = await import("../../sealed/account/recovery");
    const parameters = newParameters();
    const master = await stretch(password, parameters);
    const session = await recover(email.trim(), typed, { master, loginKey: await loginKeyOf(master), salt: parameters.salt });
    await openKeys(session.account, master);
    onDone(session);
  });
  return (
    <GuestFrame title="Lost password" lead="Your recovery key opens your keys and lets you choose another password.">
      <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
        <div class="field">
          <label for="email">E-mail</label>
          <input
            id="email"
            class="input"
            type="email"
            autocomplete="username"
            required
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="recovery-key">Recovery key</label>
          <input
            id="recovery-key"
            class="input recovery-typed"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            required
            aria-describedby="recovery-key-hint"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p id="recovery-key-hint" class="hint">
            Nine groups of four, from your printed sheet. Hyphens, spaces and case do not matter.
          </p>
        </div>
        <PasswordField
          label="New password"
          autocomplete="new-password"
          minLength={LEAST_LENGTH}
          value={password}
          onChange={setPassword}
          hint={`At least ${LEAST_LENGTH} characters.`}
        />
        <FormError error={form.error} />
        <button type="submit" class="button button-main" disabled={form.step !== null}>
          {form.step ?? "Set the new password"}
        </button>
        <a class="guest-link" href="/login">
          Back to signing in
        </a>
        <details class="hint">
          <summary>I have no recovery key</summary>
          Then nobody can open your keys, this server’s operator included. An owner or admin of your organisation can invite you to a new
          account, and what is sealed to the organisation is open to you again. What only your lost keys could open stays closed.
        </details>
      </form>
    </GuestFrame>
  );
}
