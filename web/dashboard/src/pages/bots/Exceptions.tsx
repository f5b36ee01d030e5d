import { useState } from "preact/hooks";
import type { Project } from "../../api/types";
import { Icon } from "../../controls/Icon";
import { FormError } from "../../controls/States";
import { exceptionName } from "./words";

interface Props {
  project: Project;
  exceptions: readonly string[];
  busy: boolean;
  error: Error | null;
  onToggle: (exception: string) => Promise<boolean>;
}

/** What the owner overruled, what that can do and what not, and the networks, which nothing stored can tell. */
export function Exceptions({ project, exceptions, busy, error, onToggle }: Props) {
  const [network, setNetwork] = useState("");
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await onToggle(`network:${network.trim()}`)) setNetwork("");
  };
  return (
    <section class="card card-pad" aria-labelledby="bots-rules">
      <div class="section-head">
        <h2 id="bots-rules">Never a bot</h2>
        <p>
          Nothing stored is changed: signals{project.mode !== "sealed" && ", browsers and hostnames"} are looked up when numbers are read,
          so that an exception holds for the past as well, and for nothing once you take it back. Networks are another matter: addresses are
          not kept, so a network is recognised from now on, what it sent before stays apart, and what came while it was listed stays
          counted. The live view goes by what was judged on arrival.
          {project.mode === "sealed" &&
            " Browsers and hostnames of a sealed project are not told to the server, so that no rule can name them."}
        </p>
      </div>
      {exceptions.length === 0 && <p class="muted">No exceptions: every signal counts.</p>}
      <ul class="entry-list">
        {exceptions.map((text) => (
          <li key={text}>
            <span class="grow">{exceptionName(text)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Take back: ${exceptionName(text)}`}
              disabled={busy}
              onClick={() => void onToggle(text)}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      <form class="form bots-network" onSubmit={(event) => void add(event)}>
        <div class="field">
          <label for="bots-network">A network whose visitors are people</label>
          <input
            id="bots-network"
            class="input"
            required
            autocomplete="off"
            placeholder="203.0.113.0/24"
            value={network}
            onInput={(event) => setNetwork(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button" disabled={busy}>
          Add the network
        </button>
      </form>
      <FormError error={error} />
    </section>
  );
}
