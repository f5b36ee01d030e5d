import { useState } from "preact/hooks";
import { currentSession, signInParameters } from "../api/session";
import { FormError } from "../controls/States";
import { PasswordField } from "../pages/login/PasswordField";
import { useStretch } from "../pages/login/useStretch";
import { keysFault, openKeys } from "./openKeys";
import { PasskeyButton } from "./PasskeyButton";
import "./sealed.css";

/** Asks for the password of whoever is signed in: the keys live in the page's memory, and a reload or an hour of rest locks them. */
export function Unlock({ purpose }: { purpose: string }) {
  const [password, setPassword] = useState("");
  const form = useStretch(async ({ stretch }) => {
    const { account } = await currentSession();
    await openKeys(account, await stretch(password, await signInParameters(account.email)));
    const fault = keysFault();
    if (fault) throw fault;
  });
  return (
    <section class="card card-pad unlock" aria-labelledby="unlock-title">
      <h2 id="unlock-title">Unlock your keys</h2>
      <p class="muted">
        {purpose} The server cannot: it has no key. Yours are opened in this browser by your password, and locked again after an hour of
        rest.
      </p>
      <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
        <PasswordField autocomplete="current-password" value={password} onChange={setPassword} />
        <FormError error={form.error ?? keysFault()} />
        <button type="submit" class="button button-main" disabled={form.step !== null}>
          {form.step ?? "Unlock"}
        </button>
        <PasskeyButton />
      </form>
    </section>
  );
}
