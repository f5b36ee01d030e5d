import { useState } from "preact/hooks";
import type { Account } from "../../api/types";
import { Confirm } from "../../controls/Confirm";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { navigate } from "../../router";
import type { Person, VaultView } from "../../sealed/members/people";
import { RoleDialog } from "./RoleDialog";
import { mayManage, roleName } from "./roles";
import { Words } from "./Words";

interface Props {
  view: VaultView;
  account: Account;
  onChanged: () => void;
}

export function Members({ view, account, onChanged }: Props) {
  const [leaving, setLeaving] = useState<Person | null>(null);
  const [changing, setChanging] = useState<Person | null>(null);
  const isMe = (person: Person): boolean => person.account === account.id;
  const remove = async (person: Person): Promise<void> => {
    const changes = await import("../../sealed/members/changes");
    const { required } = await import("../../sealed/keys/ring");
    if (!isMe(person)) {
      await changes.remove(required(), view.vault, person.account);
      onChanged();
      return;
    }
    await changes.leave(required(), view.vault);
    navigate("/vaults");
  };
  const lastOwner = view.people.filter(({ role }) => role === "owner").length === 1;
  const mayLeave = (person: Person): boolean => isMe(person) && !(person.role === "owner" && lastOwner);
  const manages = (person: Person): boolean => !isMe(person) && mayManage(view.vault.role, person.role);
  return (
    <section class="card vault-members" aria-labelledby="members-title">
      <div class="card-pad section-head vault-head">
        <h2 id="members-title">Members</h2>
        <p>
          The eight words stand for a member’s keys. Read them to each other by telephone or in person: the server knows them, but cannot
          make keys that have the same.
        </p>
      </div>
      <ScrollRegion label="List of members">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Fingerprint</th>
              <th scope="col">
                <span class="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.people.map((person) => (
              <tr key={person.account}>
                <td>
                  <strong>{person.name || person.email}</strong> {isMe(person) && <span class="badge">You</span>}
                  <div class="muted">{person.email ?? "An agent"}</div>
                </td>
                <td>{roleName(person.role)}</td>
                <td>
                  <Words>{person.fingerprint}</Words>
                </td>
                <td class="vault-actions">
                  {manages(person) && (
                    <button
                      type="button"
                      class="button button-small"
                      aria-label={`Change the role of ${person.name}`}
                      onClick={() => setChanging(person)}
                    >
                      Role
                    </button>
                  )}
                  {(manages(person) || mayLeave(person)) && (view.vault.kind === "organisation" || !isMe(person)) && (
                    <button
                      type="button"
                      class="button button-small button-bad"
                      aria-label={isMe(person) ? "Leave the organisation" : `Remove ${person.name}`}
                      onClick={() => setLeaving(person)}
                    >
                      {isMe(person) ? "Leave" : "Remove"}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {changing && <RoleDialog view={view} person={changing} onChanged={onChanged} onClose={() => setChanging(null)} />}
      {leaving && (
        <Confirm
          title={isMe(leaving) ? "Leave the organisation" : `Remove ${leaving.name}`}
          text={
            isMe(leaving)
              ? "You will not open its projects any more. Those who stay are asked to replace the key."
              : "The vault gets a new key, and every sealed project a new epoch: they cannot open what comes from now on. What they could read until now, they may have copied."
          }
          action={isMe(leaving) ? "Leave" : "Remove and replace the key"}
          onConfirm={() => remove(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}
