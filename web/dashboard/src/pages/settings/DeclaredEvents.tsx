import { useEffect, useState } from "preact/hooks";
import { seenEvents } from "../../api/contents";
import { declaredEvents, declareEvents } from "../../api/projects";
import type { DeclaredEvent, Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { Failed, FormError, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { DeclaredEventFields } from "./DeclaredEventFields";
import { SaveBar } from "./SaveBar";
import { UndeclaredEvents } from "./UndeclaredEvents";

/** The tracker's own names: nobody has to declare them. */
const BUILT_IN = new Set([
  "pageview",
  "page_leave",
  "session_start",
  "session_end",
  "engagement",
  "scroll",
  "click",
  "outbound_click",
  "form_submit",
  "copy",
  "text_select",
  "file_download",
  "resize",
  "consent_change",
  "experiment",
  "web_vitals",
]);

/** Which custom events the project sends, why, and with which props: the list that a privacy notice can quote. */
export function DeclaredEvents({ project }: { project: Project }) {
  const asked = useAsked(`declared ${project.id}`, () => declaredEvents(project.id));
  const seen = useAsked(`seen ${project.id}`, () => seenEvents(project.id));
  const [list, setList] = useState<DeclaredEvent[]>([]);
  const [refuse, setRefuse] = useState(false);
  const saving = useSaving();
  useEffect(() => {
    if (!asked.value) return;
    setList(asked.value.items);
    setRefuse(asked.value.refuse_undeclared);
  }, [asked.value]);
  const names = new Set(list.map((event) => event.name));
  const undeclared = (seen.value?.items ?? []).filter((event) => !names.has(event.name) && !BUILT_IN.has(event.name));
  const save = (event: Event): void => {
    event.preventDefault();
    void saving.run(() => declareEvents(project.id, { items: list.filter((entry) => entry.name.trim()), refuse_undeclared: refuse }));
  };
  if (asked.error) return <Failed error={asked.error} retry={asked.retry} />;
  if (!asked.value) return <Skeleton rows={4} />;
  return (
    <section class="card card-pad" aria-labelledby="declared-title">
      <div class="section-head">
        <h2 id="declared-title">Declared events</h2>
        <p>Say which custom events your site sends and what for. The list documents your measurement, and can be enforced.</p>
      </div>
      <form class="form" onSubmit={save}>
        <div>
          {list.map((event, index) => (
            <DeclaredEventFields
              key={index}
              event={event}
              index={index}
              onChange={(next) => setList(list.map((old, at) => (at === index ? next : old)))}
              onRemove={() => setList(list.filter((_, at) => at !== index))}
            />
          ))}
        </div>
        <div class="form-actions">
          <button type="button" class="button" onClick={() => setList([...list, { name: "", purpose: "", props: [] }])}>
            <Icon name="plus" /> Declare an event
          </button>
        </div>
        <UndeclaredEvents
          events={undeclared}
          onDeclare={({ name, props }) => setList([...list, { name, purpose: "", props: props ?? [] }])}
        />
        <label class="choice">
          <input type="checkbox" checked={refuse} onChange={(event) => setRefuse(event.currentTarget.checked)} />
          <span>
            <strong>Refuse what is not declared</strong>
            Undeclared custom events are dropped and counted in the ledger. Pageviews and the tracker’s own events always pass.
          </span>
        </label>
        <FormError error={saving.error} />
        <SaveBar {...saving} />
      </form>
    </section>
  );
}
