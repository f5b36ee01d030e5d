import { useState } from "preact/hooks";
import { useAsked } from "../../api/useAnswer";
import { listVaults, type VaultSummary } from "../../api/vaults";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, Skeleton } from "../../controls/States";
import { NewOrganisation } from "./NewOrganisation";
import { roleName } from "./roles";
import "./vaults.css";

/** What sealed projects' keys are sealed to: one's own vault, and organisations. */
export function VaultsPage() {
  const [creating, setCreating] = useState(false);
  const vaults = useAsked("vaults", listVaults);
  return (
    <div class="narrow stack">
      <header class="page-head">
        <div>
          <h1>Vaults</h1>
          <p>
            A vault holds the keys of sealed projects. Your own opens for you alone; an organisation’s opens for its members, whom you
            invite.
          </p>
        </div>
        <button type="button" class="button button-main" onClick={() => setCreating(true)}>
          <Icon name="plus" /> New organisation
        </button>
      </header>
      {vaults.error && <Failed error={vaults.error} retry={vaults.retry} />}
      {!vaults.value && !vaults.error && <Skeleton rows={3} />}
      {vaults.value?.items.length === 0 && (
        <div class="card">
          <Empty icon="key" title="No vaults yet">
            Your own is made with your first sealed project.
          </Empty>
        </div>
      )}
      <ul class="vault-list">
        {vaults.value?.items.map((vault) => (
          <VaultCard key={vault.id} vault={vault} />
        ))}
      </ul>
      {creating && <NewOrganisation onClose={() => setCreating(false)} />}
    </div>
  );
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function VaultCard({ vault }: { vault: VaultSummary }) {
  const personal = vault.kind === "personal";
  return (
    <li>
      <a class="card card-pad vault-card" href={`/vaults/${vault.id}`}>
        <strong>{personal ? "Your own vault" : vault.name}</strong>
        <span class="badge">{roleName(vault.role)}</span>
        <span class="muted">
          {personal ? "" : `${count(vault.members, "member", "members")} · `}
          {count(vault.projects.length, "sealed project", "sealed projects")}
        </span>
      </a>
    </li>
  );
}
