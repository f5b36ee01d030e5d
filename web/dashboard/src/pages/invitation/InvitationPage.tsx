import { useState } from "preact/hooks";
import { type InvitationState, readInvitation } from "../../api/members";
import type { Account, Session } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Failed, Skeleton } from "../../controls/States";
import { usePlace } from "../../router";
import { GuestFrame } from "../login/GuestFrame";
import { roleName } from "../vaults/roles";
import { Accept } from "./Accept";
import { Accepted } from "./Accepted";
import { Register } from "./Register";

interface Props {
  /** Who is signed in, if anybody is. */
  account: Account | null;
  onDone: (session: Session) => void;
}

/** What an invitation's link opens. Its token is in the fragment, which browsers do not send. */
export function InvitationPage({ account, onDone }: Props) {
  const { hash } = usePlace();
  const token = hash.slice(1);
  const [accepted, setAccepted] = useState(false);
  const asked = useAsked(token, () => readInvitation(token));
  const done = (session: Session): void => {
    setAccepted(true);
    onDone(session);
  };
  const { value } = asked;
  return (
    <GuestFrame title={value ? `Join ${value.vault_name}` : "Invitation"} lead={value ? leadOf(value) : "Looking at the invitation…"}>
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!value && !asked.error && <Skeleton rows={3} />}
      {value && (accepted || value.is_accepted) && <Accepted invitation={value} />}
      {value && !accepted && !value.is_accepted && value.has_account && (
        <Accept token={token} invitation={value} account={account} onDone={done} />
      )}
      {value && !accepted && !value.is_accepted && !value.has_account && (
        <Register token={token} invitation={value} account={account} onDone={done} />
      )}
    </GuestFrame>
  );
}

const leadOf = ({ invited_by, role, email }: InvitationState): string =>
  `${invited_by} invites ${email} as ${roleName(role).toLowerCase()}.`;
