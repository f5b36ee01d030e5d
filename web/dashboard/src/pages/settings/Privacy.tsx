import { useState } from "preact/hooks";
import { changeProject } from "../../api/projects";
import type { OptOut, Project } from "../../api/types";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { words } from "../projects/words";
import { SaveBar } from "./SaveBar";

const OPT_OUT: { policy: OptOut; name: string; text: string }[] = [
  {
    policy: "keep_without_visitor",
    name: "Count the event, not the person",
    text: "It is kept without any visitor id: pageviews count, visitors and visits do not.",
  },
  { policy: "drop", name: "Drop the event", text: "Nothing of it is kept. The ledger counts how many there were." },
  { policy: "ignore", name: "Treat it like any other", text: "You answer for this: some laws give the signal force." },
];

/** What is kept, for how long, and from where. */
export function Privacy({ project, onChanged }: { project: Project; onChanged: () => void }) {
  const [optOut, setOptOut] = useState(project.opt_out);
  const [days, setDays] = useState(project.retention_days?.toString() ?? "");
  const [hosts, setHosts] = useState(project.allowed_hosts.join("\n"));
  const [parameters, setParameters] = useState((project.redacted_parameters ?? []).join(" "));
  const [limit, setLimit] = useState(project.rate_limit_per_minute?.toString() ?? "");
  const saving = useSaving();
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const change = {
      opt_out: optOut,
      retention_days: days ? Number(days) : null,
      allowed_hosts: words(hosts),
      redacted_parameters: words(parameters),
      rate_limit_per_minute: limit ? Number(limit) : null,
    };
    if (await saving.run(() => changeProject(project.id, change))) onChanged();
  };
  return (
    <section class="card card-pad" aria-labelledby="privacy-title">
      <div class="section-head">
        <h2 id="privacy-title">Privacy</h2>
      </div>
      <form class="form" onSubmit={(event) => void save(event)}>
        <fieldset class="field">
          <legend class="field-label">When a browser signals Do Not Track or Global Privacy Control</legend>
          <div class="choices">
            {OPT_OUT.map((entry) => (
              <label key={entry.policy} class="choice">
                <input type="radio" name="opt-out" checked={entry.policy === optOut} onChange={() => setOptOut(entry.policy)} />
                <span>
                  <strong>{entry.name}</strong>
                  {entry.text}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for="retention">Keep events for (days)</label>
          <input
            id="retention"
            class="input"
            type="number"
            min="1"
            max="36500"
            placeholder="for ever"
            value={days}
            onInput={(event) => setDays(event.currentTarget.value)}
          />
          <p class="hint">Older events are deleted for good, and the ledger counts them as expired. Empty: they are kept.</p>
        </div>
        <div class="field">
          <label for="hosts">Allowed hosts</label>
          <textarea
            id="hosts"
            class="input"
            rows={3}
            placeholder="any host"
            value={hosts}
            onInput={(event) => setHosts(event.currentTarget.value)}
          />
          <p class="hint">
            One a line; *.example.org is every name below that one. If any is named, events from other hosts are dropped and counted as
            “host not allowed”.
          </p>
        </div>
        <div class="field">
          <label for="parameters">Query parameters to redact</label>
          <input id="parameters" class="input" value={parameters} onInput={(event) => setParameters(event.currentTarget.value)} />
          <p class="hint">Beside the built-in list (tokens, passwords, e-mail addresses, card numbers and the like), which always holds.</p>
        </div>
        <div class="field">
          <label for="rate-limit">Most requests a minute</label>
          <input
            id="rate-limit"
            class="input"
            type="number"
            min="1"
            placeholder="no limit"
            value={limit}
            onInput={(event) => setLimit(event.currentTarget.value)}
          />
          <p class="hint">
            For the whole project. What comes beyond it is refused with 429, and trackers send it again later. The write key is public: a
            limit keeps a flood out.
          </p>
        </div>
        <FormError error={saving.error} />
        <SaveBar {...saving} />
      </form>
    </section>
  );
}
