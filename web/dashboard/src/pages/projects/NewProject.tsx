import { useState } from "preact/hooks";
import { createProject } from "../../api/projects";
import type { Mode, Project } from "../../api/types";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { navigate } from "../../router";
import type { SealedForm } from "../../sealed/project/create";
import { Unlock } from "../../sealed/Unlock";
import { useRing } from "../../sealed/useRing";
import { VaultField } from "../vaults/VaultField";
import { TimeZoneField } from "./TimeZoneField";
import { words } from "./words";

const MODES: { mode: Mode; name: string; text: string }[] = [
  {
    mode: "anonymous",
    name: "Anonymous",
    text: "No cookie, nothing stored on devices, no consent needed. A visitor is known for one day, then forgotten.",
  },
  {
    mode: "identified",
    name: "Identified",
    text: "Visitors who agree are known across days. For products with accounts, and for telemetry of shipped software.",
  },
  {
    mode: "sealed",
    name: "Sealed",
    text: "Encrypted in the visitor’s browser and opened in yours. The server, and whoever breaks into it, can read none of it.",
  },
];

const IDENTITIES = [
  { identity: "anonymous", name: "Forgotten each day", text: "As in anonymous projects: nothing is stored on devices." },
  { identity: "identified", name: "Known after consent", text: "As in identified projects: an id on the device of visitors who agree." },
] as const;

export function NewProject() {
  const [name, setName] = useState("");
  const [domains, setDomains] = useState("");
  const [mode, setMode] = useState<Mode>("anonymous");
  const [identity, setIdentity] = useState<"anonymous" | "identified">("anonymous");
  const [vault, setVault] = useState("");
  const { ring, unlocked } = useRing();
  const sealed = mode === "sealed";
  const [timezone, setTimezone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    let made: Project | undefined;
    await saving.run(async () => {
      const list = words(domains);
      const form = { name: name.trim() || (list[0] ?? ""), domains: list, timezone };
      made = sealed ? await createSealed({ ...form, identity, vault }) : await createProject({ ...form, mode });
    });
    if (made) navigate(`/projects/${made.id}`);
  };
  return (
    <div class="narrow">
      <header class="page-head">
        <div>
          <h1>New project</h1>
          <p>A website, several that belong together, an app or a program.</p>
        </div>
      </header>
      <form class="card card-pad form" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="project-name">Name</label>
          <input
            id="project-name"
            class="input"
            required
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="project-domains">Domains</label>
          <input
            id="project-domains"
            class="input"
            autocomplete="off"
            placeholder="example.org"
            aria-describedby="domains-hint"
            value={domains}
            onInput={(event) => setDomains(event.currentTarget.value)}
          />
          <p id="domains-hint" class="hint">
            Names by which the project can be asked about. Several with spaces between; none for an app. Other hostnames are counted too.
          </p>
        </div>
        <fieldset class="field">
          <legend class="field-label">What may be known of a visitor</legend>
          <div class="choices">
            {MODES.map((entry) => (
              <label key={entry.mode} class="choice">
                <input type="radio" name="mode" checked={entry.mode === mode} onChange={() => setMode(entry.mode)} />
                <span>
                  <strong>{entry.name}</strong>
                  {entry.text}
                </span>
              </label>
            ))}
          </div>
          <p class="hint">A project’s mode never changes: what was promised to its visitors holds.</p>
        </fieldset>
        {sealed && (
          <fieldset class="field">
            <legend class="field-label">How visitors are told apart</legend>
            <div class="choices">
              {IDENTITIES.map((entry) => (
                <label key={entry.identity} class="choice">
                  <input type="radio" name="identity" checked={entry.identity === identity} onChange={() => setIdentity(entry.identity)} />
                  <span>
                    <strong>{entry.name}</strong>
                    {entry.text}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        {sealed && <VaultField value={vault} onChange={setVault} />}
        <TimeZoneField value={timezone} onChange={setTimezone} />
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy || (sealed && !unlocked)}>
            Create the project
          </button>
          <a class="button button-quiet" href="/">
            Cancel
          </a>
        </div>
      </form>
      {sealed && ring && !unlocked && <Unlock purpose="A sealed project begins with a key that is made here and sealed to your vault." />}
    </div>
  );
}

const createSealed = async (form: SealedForm): Promise<Project> => (await import("../../sealed/project/create")).createSealedProject(form);
