import { useState } from "preact/hooks";
import { CopyBox } from "../../controls/Copy";
import { Icon } from "../../controls/Icon";
import { Note } from "../../controls/States";
import type { OpenVault } from "../../sealed/keys/vaults";
import { AgentDialog } from "./AgentDialog";

interface Told {
  name: string;
  token: string;
}

/** Machines of one's own that read the vault's projects: digests, alerts and compaction while nobody looks. */
export function Agents({ vault, onChanged }: { vault: OpenVault; onChanged: () => void }) {
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  return (
    <section class="card card-pad" aria-labelledby="agents-title">
      <div class="section-head">
        <h2 id="agents-title">Agents</h2>
        <button type="button" class="button button-small" onClick={() => setAdding(true)}>
          <Icon name="plus" /> Add an agent
        </button>
      </div>
      <p class="muted">
        An agent is a machine of yours with keys of its own. It reads the vault’s projects and sends digests and alerts, while no browser is
        open. It stands among the members, and is removed like one.
      </p>
      {told && (
        <div class="stack vault-link">
          <Note kind="good">
            {told.name} is a member. This is its token, shown this once; the agent wants it as FOOTFALL_AGENT_TOKEN. By the token alone
            nothing can be read: that takes the agent’s keys.
          </Note>
          <CopyBox label="Token" text={told.token} />
        </div>
      )}
      {adding && (
        <AgentDialog
          vault={vault}
          onAdded={(made) => {
            setTold(made);
            setAdding(false);
            onChanged();
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}
