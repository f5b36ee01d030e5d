import { ScrollRegion } from "../../controls/ScrollRegion";
import type { Experiment } from "./draft";

interface Props {
  experiments: readonly Experiment[];
  /** The key of the one that is shown. */
  shown: string;
  onShow: (experiment: Experiment) => void;
}

const TONES = { draft: "badge", running: "badge badge-good", stopped: "badge" } as const;

export function List({ experiments, shown, onShow }: Props) {
  return (
    <ScrollRegion label="All experiments">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Experiment</th>
            <th scope="col">Status</th>
            <th scope="col">Variants</th>
            <th scope="col">Days</th>
          </tr>
        </thead>
        <tbody>
          {experiments.map((experiment) => {
            const { status, question, since, until } = experiment.body;
            return (
              <tr key={experiment.id}>
                <th scope="row">
                  <button
                    type="button"
                    class="button button-quiet button-small"
                    aria-current={experiment.name === shown ? "true" : undefined}
                    onClick={() => onShow(experiment)}
                  >
                    {experiment.name}
                  </button>
                </th>
                <td>
                  <span class={TONES[status]}>{status}</span>
                </td>
                <td>{Object.keys((question.weights as object | undefined) ?? {}).join(", ")}</td>
                <td class="nowrap">{since ? `${since} – ${until ?? "today"}` : ""}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
