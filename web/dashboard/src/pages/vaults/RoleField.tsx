import type { VaultRole } from "../../api/vaults";
import { rolesFor } from "./roles";

/** The roles that somebody of role `mine` can give. */
export function RoleField({ mine, value, onChange }: { mine: VaultRole; value: VaultRole; onChange: (role: VaultRole) => void }) {
  return (
    <fieldset class="field">
      <legend class="field-label">Role</legend>
      <div class="choices">
        {rolesFor(mine).map((entry) => (
          <label key={entry.role} class="choice">
            <input type="radio" name="role" checked={entry.role === value} onChange={() => onChange(entry.role)} />
            <span>
              <strong>{entry.name}</strong>
              {entry.text}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
