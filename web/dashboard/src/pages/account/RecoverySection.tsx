import { useState } from "preact/hooks";
import { signInParameters } from "../../api/session";
import type { Account } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { readAccountKeys } from "../../api/vaults";
import { FormError, Note } from "../../controls/States";
import { PasswordField } from "../login/PasswordField";
import { useStretch } from "../login/useStretch";
import { RecoverySheet } from "./RecoverySheet";

/** Makes the recovery key, and shows it once. */
export function RecoverySection({ account }: { account: Account }) {
  const [version, setVersion] = useState(0);
  const [password, setPassword] = useState("");
  const [made, setMade] = useState<string | null>(null);
  const keys = useAsked(`account keys ${version}`, readAccountKeys);
  const form = useStretch(async ({ loginKeyOf, stretch }) => {
    const { makeRecoveryKey } = await import("../../sealed/account/recovery");
    const master = await stretch(password, await signInParameters(account.email));
    setMade(await makeRecoveryKey(account.id, { master, loginKey: await loginKeyOf(master) }));
    setPassword("");
    setVersion(version + 1);
  });
  const has = keys.value?.has_recovery ?? false;
  return (
    <section class="card card-pad" aria-labelledby="recovery-title">
      <div class="section-head">
        <h2 id="recovery-title">Recovery key</h2>
        <p>
          For the day on which the password is lost. Nobody can send you a new one: without this key, what was sealed to your account alone
          would be gone.
        </p>
      </div>
      {made ? (
        <RecoverySheet account={account} text={made} onKept={() => setMade(null)} />
      ) : (
        <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
          {keys.value && (
            <Note kind={has ? "good" : "warn"}>
              {has ? "You have one. A new one takes its place, and the old sheet opens nothing any more." : "You have none yet."}
            </Note>
          )}
          <PasswordField id="recovery-password" autocomplete="current-password" value={password} onChange={setPassword} />
          <FormError error={form.error} />
          <div class="form-actions">
            <button type="submit" class="button" disabled={form.step !== null}>
              {form.step ?? (has ? "Make a new recovery key" : "Make a recovery key")}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
