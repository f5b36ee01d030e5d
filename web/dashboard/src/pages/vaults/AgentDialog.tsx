import { useState } from "preact/hooks";
import { Dialog } from "../../controls/Dialog";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { OpenVault } from "../../sealed/keys/vaults";
import type { NewAgent } from "../../sealed/members/agents";
import { Words } from "./Words";

interface Props {
  vault: OpenVault;
  onAdded: (made: { name: string; token: string }) => void;
  onClose: () => void;
}

/** The keys come by the owner's own hand, and the words tell whether they came whole. */
export function AgentDialog({ vault, onAdded, onClose }: Props) {
  const [line, setLine] = useState("");
  const [agent, setAgent] = useState<NewAgent | null>(null);
  const [compared, setCompared] = useState(false);
  const saving = useSaving();
  const read = async (text: string): Promise<void> => {
    setLine(text);
    setCompared(false);
    setAgent(await (await import("../../sealed/members/agents")).readAgentLine(text));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!agent) return;
    void saving.run(async () => {
      const { admit } = await import("../../sealed/members/agents");
      const { required } = await import("../../sealed/keys/ring");
      onAdded({ name: agent.name, token: await admit(required(), vault, agent) });
    });
  };
  return (
    <Dialog title="Add an agent" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <div class="field">
          <label for="agent-line">Public keys</label>
          <textarea
            id="agent-line"
            class="input"
            rows={4}
            required
            spellcheck={false}
            aria-describedby="agent-hint"
            value={line}
            onInput={(event) => void read(event.currentTarget.value)}
          />
          <p id="agent-hint" class="hint">
            The line that <code>footfall keygen --agent NAME</code> printed on the agent’s machine.
            {line && !agent && " This is none yet."}
          </p>
        </div>
        {agent && (
          <>
            <p>
              On the machine, <strong>{agent.name}</strong> was told to have these words:
            </p>
            <p class="words-large">
              <Words>{agent.words}</Words>
            </p>
            <label class="choice">
              <input type="checkbox" checked={compared} onChange={() => setCompared(!compared)} />
              <span>
                <strong>All eight words are the same there</strong>
                As a member it opens everything in the vault, what came before it too.
              </span>
            </label>
          </>
        )}
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={!agent || !compared || saving.busy}>
            Add the agent
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
