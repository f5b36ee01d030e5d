import { acceptInvitation, type InvitationState } from "../../api/members";
import type { Account, Session } from "../../api/types";
import { FormError, Note } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";

interface Props {
  token: string;
  invitation: InvitationState;
  account: Account | null;
  onDone: (session: Session) => void;
}

/** By an account that is there already: it has to be signed in. */
export function Accept({ token, invitation, account, onDone }: Props) {
  const saving = useSaving();
  if (account?.email !== invitation.email)
    return (
      <>
        {account && <Note kind="warn">You are signed in as {account.email}, and the invitation is for another address.</Note>}
        {!account && (
          <a class="button button-main" href={`/login?next=${encodeURIComponent(`/invitation#${token}`)}`}>
            Sign in as {invitation.email}
          </a>
        )}
      </>
    );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void saving.run(async () => onDone(await acceptInvitation(token, {})));
      }}
    >
      <FormError error={saving.error} />
      <button type="submit" class="button button-main" disabled={saving.busy}>
        Accept
      </button>
    </form>
  );
}
