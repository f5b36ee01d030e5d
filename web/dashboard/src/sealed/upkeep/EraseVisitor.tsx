import { useRef, useState } from "preact/hooks";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import type { Erased, Person, Receipt } from "../compaction/erase";
import { count } from "./count";
import type { Upkeep } from "./upkeep";

/** Of identified projects only: in anonymous ones nobody can say whose a visit was, nor after the day itself that two were of one. */
export function EraseVisitor({ upkeep, onDone }: { upkeep: Upkeep; onDone: () => void }) {
  const saving = useSaving();
  const stop = useRef<AbortController | null>(null);
  const [person, setPerson] = useState<Person>({ by: "visitor", id: "" });
  const [step, setStep] = useState("");
  const [done, setDone] = useState<{ erased: Erased; receipt: Receipt } | null>(null);
  const erase = async (event: Event): Promise<void> => {
    event.preventDefault();
    const controller = new AbortController();
    stop.current = controller;
    setDone(null);
    setStep("Looking for what holds them…");
    await saving.run(async () => {
      try {
        setDone(
          await upkeep.erase({ ...person, id: person.id.trim() }, (now, of) => setStep(`Segment ${now} of ${of}…`), controller.signal),
        );
      } finally {
        onDone();
      }
    });
  };
  return (
    <section class="card card-pad stack" aria-labelledby="erase-title">
      <div class="section-head">
        <h2 id="erase-title">Erase a visitor</h2>
        <p>
          Everything of every visitor that this person was known as is written anew without them, here in this browser: the server cannot
          tell whose an event is. It deletes the sealed originals within nine days. A signed receipt goes into the audit log; it names
          nobody.
        </p>
      </div>
      <form class="form" onSubmit={(event) => void erase(event)}>
        <div class="field">
          <label for="erase-by">Known by</label>
          <select
            id="erase-by"
            class="input"
            value={person.by}
            onChange={(event) => setPerson({ ...person, by: event.currentTarget.value as Person["by"] })}
          >
            <option value="visitor">the visitor id that the site set</option>
            <option value="user">the user id that the site named</option>
          </select>
        </div>
        <div class="field">
          <label for="erase-id">Id</label>
          <input
            id="erase-id"
            class="input"
            autocomplete="off"
            required
            value={person.id}
            onInput={(event) => setPerson({ ...person, id: event.currentTarget.value })}
          />
        </div>
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-bad" disabled={saving.busy || person.id.trim() === ""}>
            Erase this visitor
          </button>
          {saving.busy && (
            <button type="button" class="button" onClick={() => stop.current?.abort()}>
              Stop
            </button>
          )}
        </div>
      </form>
      <p role="status" class="muted">
        {saving.busy && step}
        {!saving.busy && done && (done.erased.events > 0 ? told(done.erased) : "Nothing of this person is there.")}
      </p>
      {done && done.erased.events > 0 && (
        <a class="button button-small" download="erasure.json" href={fileOf(done.receipt)}>
          Download the receipt
        </a>
      )}
    </section>
  );
}

const told = ({ events, visitors, put }: Erased): string =>
  `${count(events, "event")} of ${count(visitors, "visitor")} erased; ${count(put.length, "segment")} written anew.`;

const fileOf = (receipt: Receipt): string =>
  `data:application/json,${encodeURIComponent(JSON.stringify({ statement: receipt.statement, signature: receipt.signature }))}`;
