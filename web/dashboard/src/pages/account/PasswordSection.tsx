import { useState } from "preact/hooks";
import { signInParameters } from "../../api/session";
import type { Account } from "../../api/types";
import { FormError, Note } from "../../controls/States";
import { LEAST_LENGTH, PasswordField } from "../login/PasswordField";
import { useStretch } from "../login/useStretch";

/** Changes the password: the keys are wrapped anew here, and every other session ends. */
export function PasswordSection({ account }: { account: Account }) {
  const [old, setOld] = useState("");
  const [chosen, setChosen] = useState("");
  const [done, setDone] = useState(false);
  const form = useStretch(async ({ loginKeyOf, newParameters, stretch }) => {
    setDone(false);
    const { replacePassword } = await import("../../sealed/account/password");
    const before = await stretch(old, await signInParameters(account.email));
    const parameters = newParameters();
    const after = await stretch(chosen, parameters);
    await replacePassword(
      account.id,
      { master: before, loginKey: await loginKeyOf(before) },
      { master: after, loginKey: await loginKeyOf(after), salt: parameters.salt },
    );
    setOld("");
    setChosen("");
    setDone(true);
  });
  return (
    <section class="card card-pad" aria-labelledby="password-title">
      <div class="section-head">
        <h2 id="password-title">Password</h2>
        <p>
          Never kept. This browser stretches it with Argon2id (64 MiB, three passes) and sends only a key that is made from the result; the
          server keeps a hash of that. So neither the server nor anybody who copies its database can read it, or send it to you.
        </p>
      </div>
      <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
        <PasswordField id="old-password" label="Present password" autocomplete="current-password" value={old} onChange={setOld} />
        <PasswordField
          id="new-password"
          label="New password"
          autocomplete="new-password"
          minLength={LEAST_LENGTH}
          value={chosen}
          onChange={setChosen}
          hint={`At least ${LEAST_LENGTH} characters; four unrelated words do well.`}
        />
        <FormError error={form.error} />
        {done && <Note kind="good">The password was changed. You are signed out everywhere else.</Note>}
        <div class="form-actions">
          <button type="submit" class="button" disabled={form.step !== null}>
            {form.step ?? "Change the password"}
          </button>
        </div>
      </form>
    </section>
  );
}
