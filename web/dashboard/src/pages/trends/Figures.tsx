import { useStanding } from "../../overview/context";
import type { Draft } from "./draft";
import { changeOf, type Line } from "./lines";
import { useLink } from "./useLink";
import { namesOf, show } from "./words";

/** Each line with its number over the whole period, which leads to the overview of what it is made of. */
export function Figures({ lines, draft }: { lines: readonly Line[]; draft: Draft }) {
  const { before } = useStanding();
  const link = useLink();
  return (
    <>
      {draft.breakdown && <h2 class="trends-title">{namesOf(draft)[namesOf(draft).length === 3 ? 2 : 0]}</h2>}
      <ul class="trends-figures" aria-label="Over the whole period">
        {lines.map((line, at) => {
          const to = link(line);
          const difference = before ? changeOf(line) : null;
          return (
            <li key={line.key}>
              <span class={`trends-key trends-line-${at + 1}`} aria-hidden="true" />
              <span class="trends-name">{to ? <a href={to}>{line.name}</a> : line.name}</span>
              <strong class="num">{show(line.kind, line.number)}</strong>
              {difference && <span class="muted num">{difference}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
