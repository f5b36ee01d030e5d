import { useState } from "preact/hooks";
import { listPasskeys, type PasskeyAnswer, removePasskey } from "../../api/passkeys";
import { signInParameters } from "../../api/session";
import type { Account } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { Failed, FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { showInstant } from "../../format/dates";
import { PasswordField } from "../login/PasswordField";
import { useStretch } from "../login/useStretch";
import "./account.css";

/** Passkeys that open the keys in place of the password. */
export function PasskeySection({ account }: { account: Account }) {
  const [version, setVersion] = useState(0);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const passkeys = useAsked(`passkeys ${version}`, listPasskeys);
  const removing = useSaving();
  const form = useStretch(async ({ loginKeyOf, stretch }) => {
    const { enrolPasskey } = await import("../../sealed/account/passkeys");
    const master = await stretch(password, await signInParameters(account.email));
    await enrolPasskey(account, { master, loginKey: await loginKeyOf(master) }, name.trim());
    setName("");
    setPassword("");
    setVersion(version + 1);
  });
  const remove = async ({ credential_id }: PasskeyAnswer): Promise<void> => {
    if (await removing.run(() => removePasskey(credential_id))) setVersion(version + 1);
  };
  return (
    <section class="card card-pad" aria-labelledby="passkeys-title">
      <div class="section-head">
        <h2 id="passkeys-title">Passkeys</h2>
        <p>A passkey of this device opens your keys by your finger, face or PIN. You still sign in by your password.</p>
      </div>
      {passkeys.error && <Failed error={passkeys.error} retry={passkeys.retry} />}
      <ul class="passkey-list">
        {passkeys.value?.items.map((passkey) => (
          <li key={passkey.credential_id}>
            <span>
              <strong>{passkey.name}</strong> <span class="muted">since {showInstant(passkey.created_at)}</span>
            </span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove the passkey ${passkey.name}`}
              disabled={removing.busy}
              onClick={() => void remove(passkey)}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      <FormError error={removing.error} />
      <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
        <div class="field">
          <label for="passkey-name">Name of the device</label>
          <input
            id="passkey-name"
            class="input"
            required
            maxLength={100}
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <PasswordField id="passkey-password" autocomplete="current-password" value={password} onChange={setPassword} />
        <FormError error={form.error} />
        <div class="form-actions">
          <button type="submit" class="button" disabled={form.step !== null}>
            {form.step ?? "Add a passkey"}
          </button>
        </div>
      </form>
    </section>
  );
}
