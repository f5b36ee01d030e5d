import { useState } from "preact/hooks";
import { seenEvents } from "../../api/contents";
import { addGoal, listGoals, removeGoal } from "../../api/goals";
import { forgetAnswers } from "../../api/query";
import type { Goal, Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Confirm } from "../../controls/Confirm";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, FormError, Note, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { showInstant } from "../../format/dates";
import { FiresNow } from "./FiresNow";

/** What people should reach. Goals are looked up in the stored events, so a new one counts for the past too. */
export function Goals({ project }: { project: Project }) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`goals ${project.id} ${version}`, () => listGoals(project));
  const [leaving, setLeaving] = useState<Goal | null>(null);
  const reload = (): void => {
    forgetAnswers(); // of the goals as they were
    setVersion(version + 1);
  };
  const remove = async (goal: Goal): Promise<void> => {
    await removeGoal(project, goal.id);
    reload();
  };
  return (
    <section class="card card-pad" aria-labelledby="goals-title">
      <div class="section-head">
        <h2 id="goals-title">Goals</h2>
        <p>An event that you hope for, such as “signup”, or a page that people should reach. A new goal counts for the past too.</p>
      </div>
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.value && !asked.error && <Skeleton rows={3} />}
      {asked.value?.unopened ? (
        <Note kind="warn">
          {asked.value.unopened === 1 ? "One goal does" : `${asked.value.unopened} goals do`} not open with your keys: written before you
          came, or changed by somebody without the key.
        </Note>
      ) : null}
      {asked.value?.older ? (
        <Note kind="warn">
          The server shows {asked.value.older === 1 ? "one goal" : `${asked.value.older} goals`} in an older state than this browser has
          seen, or again after you removed it: a backup was put back, or somebody meddles. They are left out.
        </Note>
      ) : null}
      {asked.value?.items.length === 0 && <Empty icon="check" title="No goals yet" />}
      <ul class="entry-list">
        {asked.value?.items.map((goal) => (
          <li key={goal.id}>
            <span class="grow">
              {goal.display_name}
              <span class="hint">{goal.event_name ? `Event ${goal.event_name}` : `Page ${goal.page_path}`}</span>
            </span>
            {goal.currency && <span class="badge">{goal.currency}</span>}
            <button type="button" class="icon-button" aria-label={`Remove the goal ${goal.display_name}`} onClick={() => setLeaving(goal)}>
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      <AddGoal project={project} onAdded={reload} />
      {leaving && (
        <Confirm
          title={`Remove the goal “${leaving.display_name}”`}
          text="It is no longer counted or shown. The events behind it stay, so adding it again brings its numbers back."
          action="Remove the goal"
          onConfirm={() => remove(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

function AddGoal({ project, onAdded }: { project: Project; onAdded: () => void }) {
  const [kind, setKind] = useState<"event" | "page">("event");
  const [what, setWhat] = useState("");
  const [name, setName] = useState("");
  const [currency, setCurrency] = useState("");
  const seen = useAsked(`seen ${project.id}`, () => seenEvents(project.id));
  const saving = useSaving();
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const goal: Partial<Goal> = kind === "event" ? { event_name: what.trim() } : { page_path: what.trim() };
    if (name.trim()) goal.display_name = name.trim();
    if (kind === "event" && currency.trim()) goal.currency = currency.trim().toUpperCase();
    if (!(await saving.run(() => addGoal(project, goal)))) return;
    setWhat("");
    setName("");
    setCurrency("");
    onAdded();
  };
  return (
    <form class="form add-form" onSubmit={(event) => void save(event)}>
      <h3>Add a goal</h3>
      <div class="two-fields">
        <div class="field">
          <label for="goal-kind">Kind</label>
          <select id="goal-kind" class="input" value={kind} onChange={(event) => setKind(event.currentTarget.value as "event" | "page")}>
            <option value="event">An event happens</option>
            <option value="page">A page is seen</option>
          </select>
        </div>
        <div class="field">
          <label for="goal-what">{kind === "event" ? "Event" : "Page"}</label>
          <input
            id="goal-what"
            class="input"
            required
            autocomplete="off"
            list={kind === "event" ? "goal-seen" : undefined}
            placeholder={kind === "event" ? "signup" : "/blog/**"}
            value={what}
            onInput={(event) => setWhat(event.currentTarget.value)}
          />
          <datalist id="goal-seen">
            {seen.value?.items.map((event) => (
              <option key={event.name} value={event.name} />
            ))}
          </datalist>
        </div>
        <div class="field">
          <label for="goal-name">Shown as</label>
          <input id="goal-name" class="input" placeholder="optional" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </div>
        {kind === "event" && (
          <div class="field">
            <label for="goal-currency">Currency of its revenue</label>
            <input
              id="goal-currency"
              class="input"
              maxLength={3}
              placeholder="none"
              value={currency}
              onInput={(event) => setCurrency(event.currentTarget.value)}
            />
          </div>
        )}
      </div>
      {kind === "event" && seen.value?.since && (
        <p class="hint">Suggested are the events since {showInstant(seen.value.since)}. Type the name of one that came before.</p>
      )}
      {kind === "page" && <p class="hint">* stands for any text within a part of the path, ** for any number of parts.</p>}
      <FiresNow project={project} wish={{ kind, what: what.trim() }} />
      <FormError error={saving.error} />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={saving.busy}>
          Add the goal
        </button>
      </div>
    </form>
  );
}
