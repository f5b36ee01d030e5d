import { useState } from "preact/hooks";
import { setUp } from "../../api/session";
import type { Session } from "../../api/types";
import { FormError, Note } from "../../controls/States";
import { usePlace } from "../../router";
import { openKeys } from "../../sealed/openKeys";
import { GuestFrame } from "../login/GuestFrame";
import { LEAST_LENGTH, PasswordField } from "../login/PasswordField";
import { useStretch } from "../login/useStretch";

/** The owner's account, made with the link that the server printed at its first start. */
export function Setup({ onDone }: { onDone: (session: Session) => void }) {
  const { search } = usePlace();
  const token = new URLSearchParams(search).get("token") ?? "";
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useStretch(async ({ loginKeyOf, newParameters, stretch }) => {
    const parameters = newParameters();
    const master = await stretch(password, parameters);
    const key = await loginKeyOf(master);
    const session = await setUp({ token, name: name.trim(), email: email.trim(), salt: parameters.salt, login_key: key });
    await openKeys(session.account, master);
    onDone(session);
  });
  return (
    <GuestFrame title="Make this server yours" lead="You are the first one here. This account will own the server and all its projects.">
      <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
        {!token && <Note kind="warn">This address has no set-up token. Open the link that the server printed when it started.</Note>}
        <div class="field">
          <label for="name">Your name</label>
          <input
            id="name"
            class="input"
            autocomplete="name"
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
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
        <PasswordField
          autocomplete="new-password"
          minLength={LEAST_LENGTH}
          value={password}
          onChange={setPassword}
          hint={`At least ${LEAST_LENGTH} characters; four unrelated words do well. It never leaves this browser: the server only learns a key that is made from it, so nobody can send it to you again.`}
        />
        <FormError error={form.error} />
        <button type="submit" class="button button-main" disabled={form.step !== null || !token}>
          {form.step ?? "Create the owner’s account"}
        </button>
      </form>
    </GuestFrame>
  );
}
