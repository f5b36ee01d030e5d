import { asNumber, count } from "../../format/numbers";
import { useStanding } from "../../overview/context";
import { useWho } from "./useBots";

interface Props {
  title: string;
  dimension: string;
  /** The kind of the exception that a row can be made; null: none. */
  kind: "browser" | "hostname" | null;
  exceptions: readonly string[];
  busy: boolean;
  onToggle: (exception: string) => void;
}

/** Who was taken for a bot, by one of what is known of them. */
export function Who({ title, dimension, kind, exceptions, busy, onToggle }: Props) {
  const { value } = useWho(useStanding(), dimension);
  const rows = value?.results ?? [];
  return (
    <section class="card card-pad" aria-label={title}>
      <h2 class="bots-title">{title}</h2>
      {value && rows.length === 0 && <p class="muted">Nobody in these days.</p>}
      <ul class="bots-who">
        {rows.map((row) => {
          const name = row.dimensions[0] ?? "";
          const exception = `${kind}:${name}`;
          const isCounted = exceptions.includes(exception);
          return (
            <li key={name}>
              <span class="grow bots-name">{name}</span>
              <span class="num">{count(asNumber(row.metrics[0]) ?? 0)}</span>
              {kind && name !== "(not set)" && (
                <button
                  type="button"
                  class="button button-small"
                  aria-label={`${isCounted ? "Judge again" : "Never a bot"}: ${name}`}
                  disabled={busy}
                  onClick={() => onToggle(exception)}
                >
                  {isCounted ? "Judge again" : "Never a bot"}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
