import { useState } from "preact/hooks";
import { changeProject } from "../../api/projects";
import { forgetAnswers } from "../../api/query";
import type { Project } from "../../api/types";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { ModeBadge } from "../projects/ModeBadge";
import { TimeZoneField } from "../projects/TimeZoneField";
import { words } from "../projects/words";
import { SaveBar } from "./SaveBar";

export function General({ project, onChanged }: { project: Project; onChanged: () => void }) {
  const [name, setName] = useState(project.name);
  const [domains, setDomains] = useState(project.domains.join(" "));
  const [timezone, setTimezone] = useState(project.timezone);
  const [appName, setAppName] = useState(project.app_name ?? "");
  const saving = useSaving();
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const change = { name: name.trim(), domains: words(domains), timezone, app_name: appName.trim() || null };
    if (!(await saving.run(() => changeProject(project.id, change)))) return;
    forgetAnswers(); // days may be cut in another zone now
    onChanged();
  };
  return (
    <section class="card card-pad" aria-labelledby="general-title">
      <div class="section-head">
        <h2 id="general-title">General</h2>
        <ModeBadge mode={project.mode} />
      </div>
      <form class="form" onSubmit={(event) => void save(event)}>
        <div class="field">
          <label for="name">Name</label>
          <input id="name" class="input" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </div>
        <div class="field">
          <label for="domains">Domains</label>
          <input id="domains" class="input" value={domains} onInput={(event) => setDomains(event.currentTarget.value)} />
          <p class="hint">Names by which questions address the project. They restrict nothing: see Privacy for that.</p>
        </div>
        <TimeZoneField value={timezone} onChange={setTimezone} />
        <div class="field">
          <label for="app-name">App name</label>
          <input id="app-name" class="input" value={appName} onInput={(event) => setAppName(event.currentTarget.value)} />
          <p class="hint">Short calls may say this instead of the key. Unique on the server; empty for none.</p>
        </div>
        <dl class="facts">
          <div>
            <dt>Id</dt>
            <dd>
              <code>{project.id}</code>
            </dd>
          </div>
          <div>
            <dt>Write key</dt>
            <dd>
              <code>{project.key}</code> <span class="hint">public: it can only send</span>
            </dd>
          </div>
          <div>
            <dt>Number</dt>
            <dd class="num">{project.number}</dd>
          </div>
        </dl>
        <FormError error={saving.error} />
        <SaveBar {...saving} />
      </form>
    </section>
  );
}
