import { useState } from "preact/hooks";
import { signIn, signInParameters } from "../../api/session";
import type { Session } from "../../api/types";
import { FormError } from "../../controls/States";
import { openKeys } from "../../sealed/openKeys";
import { GuestFrame } from "./GuestFrame";
import { PasswordField } from "./PasswordField";
import { useStretch } from "./useStretch";

interface Props {
  /** The session was open and is over: what was open stays in the address. */
  ended: boolean;
  onDone: (session: Session) => void;
}

export function Login({ ended, onDone }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useStretch(async ({ stretch, loginKeyOf }) => {
    const master = await stretch(password, await signInParameters(email.trim()));
    const session = await signIn(email.trim(), await loginKeyOf(master));
    await openKeys(session.account, master);
    onDone(session);
  });
  return (
    <GuestFrame title="Sign in" lead={ended ? "Your session has ended. Sign in to go on where you were." : "Welcome back."}>
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
        <PasswordField autocomplete="current-password" value={password} onChange={setPassword} />
        <FormError error={form.error} />
        <button type="submit" class="button button-main" disabled={form.step !== null}>
          {form.step ?? "Sign in"}
        </button>
        <a class="guest-link" href="/recover">
          Lost your password?
        </a>
        <p class="hint">Your password stays in this browser. It is stretched here, and only a key made from it is sent.</p>
      </form>
    </GuestFrame>
  );
}
