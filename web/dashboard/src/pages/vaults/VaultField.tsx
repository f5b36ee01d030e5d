import { useAsked } from "../../api/useAnswer";
import { listVaults } from "../../api/vaults";
import { invites } from "./roles";

/** The vault that a sealed project's keys are sealed to; empty stands for one's own, which is made when it is first needed. */
export function VaultField({ value, onChange }: { value: string; onChange: (vault: string) => void }) {
  const vaults = useAsked("vaults to choose", listVaults);
  const shared = vaults.value?.items.filter(({ kind, role }) => kind === "organisation" && invites(role)) ?? [];
  return (
    <div class="field">
      <label for="project-vault">Who can open it</label>
      <select
        id="project-vault"
        class="input"
        aria-describedby="project-vault-hint"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">You alone</option>
        {shared.map(({ id, name }) => (
          <option key={id} value={id}>
            The members of {name}
          </option>
        ))}
      </select>
      <p id="project-vault-hint" class="hint">
        To share it, choose an organisation. <a href="/vaults">Organisations are made under Vaults.</a>
      </p>
    </div>
  );
}
