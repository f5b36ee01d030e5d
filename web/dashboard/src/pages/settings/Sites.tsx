import { useState } from "preact/hooks";
import { confirmSite, listSites } from "../../api/projects";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Empty, Failed, FormError, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { showInstant } from "../../format/dates";

/** The hostnames that the project's events came from. The write key is public, so that a new one has to prove itself. */
export function Sites({ project }: { project: Project }) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`sites ${project.id} ${version}`, () => listSites(project.id));
  const saving = useSaving();
  const confirm = async (hostname: string): Promise<void> => {
    if (await saving.run(() => confirmSite(project.id, hostname))) setVersion(version + 1);
  };
  return (
    <section class="card card-pad" aria-labelledby="sites-title">
      <div class="section-head">
        <h2 id="sites-title">Hostnames</h2>
        <p>
          They appear by themselves. A new one is pending until three visitors on two days, or your word, confirm it: anybody who knows the
          public key could send under any name.
        </p>
      </div>
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.value && !asked.error && <Skeleton rows={3} />}
      {asked.value?.items.length === 0 && <Empty title="No hostname has been seen yet" />}
      <FormError error={saving.error} />
      <ul class="entry-list">
        {asked.value?.items.map((site) => (
          <li key={site.hostname}>
            <span class="grow">
              {site.hostname}
              <span class="hint">First seen {showInstant(site.first_seen)}</span>
            </span>
            <span class={site.state === "confirmed" ? "badge badge-good" : "badge badge-warn"}>{site.state}</span>
            {site.state === "pending" && (
              <button
                type="button"
                class="button button-small"
                disabled={saving.busy}
                aria-label={`It is mine: ${site.hostname}`}
                onClick={() => void confirm(site.hostname)}
              >
                It is mine
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
