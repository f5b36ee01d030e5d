import { useState } from "preact/hooks";
import { addDefinition, changeDefinition, type Definition, removeDefinition } from "../../api/definitions";
import { Dialog } from "../../controls/Dialog";
import { Icon } from "../../controls/Icon";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { definitionsChanged } from "../../definitions/useDefinitions";
import { useStanding } from "../../overview/context";

interface Props {
  kept: Definition<"rates"> | null;
  /** Currencies that sales are in. */
  seen: readonly string[];
  onClose: () => void;
}

interface Typed {
  currency: string;
  rate: string;
}

const CURRENCY = "[A-Za-z]{3}";

function typedOf(kept: Definition<"rates"> | null, seen: readonly string[], to: string): Typed[] {
  const rates = Object.entries(kept?.body.rates ?? {}).map(([currency, rate]) => ({ currency, rate: String(rate) }));
  const missing = seen.filter((currency) => currency !== to && !(kept && currency in kept.body.rates));
  return [...rates, ...missing.map((currency) => ({ currency, rate: "" }))];
}

/** The owner's own table of what currencies are worth. It is kept for everybody who reads the project; no rate comes from elsewhere. */
export function RatesDialog({ kept, seen, onClose }: Props) {
  const { project } = useStanding();
  const [to, setTo] = useState(kept?.body.to ?? seen[0] ?? "EUR");
  const [typed, setTyped] = useState(() => typedOf(kept, seen, to));
  const saving = useSaving();
  const set = (place: number, change: Partial<Typed>): void =>
    setTyped(typed.map((row, at) => (at === place ? { ...row, ...change } : row)));
  const done = (): void => {
    definitionsChanged(project, "rates");
    onClose();
  };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const rows = typed.filter((row) => row.currency && row.rate);
    const body = { to: to.toUpperCase(), rates: Object.fromEntries(rows.map((row) => [row.currency.toUpperCase(), Number(row.rate)])) };
    const keep = async () =>
      kept ? changeDefinition(project, "rates", kept, kept.name, body) : addDefinition(project, "rates", "Currency rates", body);
    if (await saving.run(keep)) done();
  };
  const remove = async (): Promise<void> => {
    if (kept && (await saving.run(() => removeDefinition(project, "rates", kept)))) done();
  };
  return (
    <Dialog title="Currency rates" onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)}>
        <p class="hint">Your own rates, one for the whole period. They change no stored amount; revenue without a rate is shown apart.</p>
        <div class="field">
          <label for="rates-to">Told in</label>
          <input
            id="rates-to"
            class="input"
            required
            pattern={CURRENCY}
            maxLength={3}
            value={to}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {typed.map((row, place) => (
          // A row has no name of its own; its place is what it is.
          <div key={place} class="attribution-rate">
            <span>1</span>
            <input
              class="input"
              aria-label={`Currency ${place + 1}`}
              pattern={CURRENCY}
              maxLength={3}
              placeholder="USD"
              value={row.currency}
              onInput={(event) => set(place, { currency: event.currentTarget.value })}
            />
            <span>=</span>
            <input
              class="input"
              type="number"
              step="any"
              min="0.000000001"
              aria-label={`What one ${row.currency || "unit"} is worth in ${to}`}
              value={row.rate}
              onInput={(event) => set(place, { rate: event.currentTarget.value })}
            />
            <span>{to.toUpperCase()}</span>
          </div>
        ))}
        <button type="button" class="button button-small" onClick={() => setTyped([...typed, { currency: "", rate: "" }])}>
          <Icon name="plus" /> Add a currency
        </button>
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy}>
            Keep the rates
          </button>
          {kept && (
            <button type="button" class="button button-quiet" disabled={saving.busy} onClick={() => void remove()}>
              Keep currencies apart
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
