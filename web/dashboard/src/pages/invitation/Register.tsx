import { useState } from "preact/hooks";
import type { InvitationState } from "../../api/members";
import type { Account, Session } from "../../api/types";
import { FormError, Note } from "../../controls/States";
import { openKeys } from "../../sealed/openKeys";
import { LEAST_LENGTH, PasswordField } from "../login/PasswordField";
import { useStretch } from "../login/useStretch";

interface Props {
  token: string;
  invitation: InvitationState;
  account: Account | null;
  onDone: (session: Session) => void;
}

/** By a new account, whose keys are made here. */
export function Register({ token, invitation, account, onDone }: Props) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const form = useStretch(async ({ loginKeyOf, newParameters, stretch }) => {
    const { register } = await import("../../sealed/account/register");
    const parameters = newParameters();
    const master = await stretch(password, parameters);
    const session = await register(token, name.trim(), { master, loginKey: await loginKeyOf(master), salt: parameters.salt });
    await openKeys(session.account, master);
    onDone(session);
  });
  if (account) return <Note kind="warn">You are signed in as {account.email}. Sign out first: the invitation is for a new account.</Note>;
  return (
    <form class="form" onSubmit={form.submit} aria-busy={form.step !== null}>
      <div class="field">
        <label for="name">Your name</label>
        <input id="name" class="input" autocomplete="name" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </div>
      <div class="field">
        <label for="email">E-mail</label>
        <input id="email" class="input" type="email" autocomplete="username" readOnly value={invitation.email} />
      </div>
      <PasswordField
        autocomplete="new-password"
        minLength={LEAST_LENGTH}
        value={password}
        onChange={setPassword}
        hint={`At least ${LEAST_LENGTH} characters; four unrelated words do well. It never leaves this browser, so nobody can send it to you again.`}
      />
      <FormError error={form.error} />
      <button type="submit" class="button button-main" disabled={form.step !== null}>
        {form.step ?? "Create the account"}
      </button>
    </form>
  );
}
