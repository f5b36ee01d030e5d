import { useState } from "preact/hooks";
import type { Project } from "../api/types";
import { quietly } from "../controls/later";
import { Details } from "../details/Details";
import { Acquisition } from "../panels/acquisition/Acquisition";
import { Behaviour } from "../panels/behaviour/Behaviour";
import { Chart } from "../panels/chart/Chart";
import { Content } from "../panels/content/Content";
import { Devices } from "../panels/devices/Devices";
import { Live } from "../panels/live/Live";
import { Places } from "../panels/places/Places";
import { Totals } from "../panels/totals/Totals";
import { dimensionOf } from "../question/dimensions";
import { StandingContext } from "./context";
import { Footnotes } from "./Footnotes";
import { Toolbar } from "./Toolbar";
import { useShortcuts } from "./useShortcuts";
import { useStandingOf } from "./useStandingOf";
import { Waiting } from "./Waiting";
import "./overview.css";

const ShortcutHelp = quietly("shortcuts", async () => (await import("./ShortcutHelp")).ShortcutHelp);

export function Overview({ project, onChanged }: { project: Project; onChanged: () => void }) {
  const standing = useStandingOf(project);
  const [helpOpen, setHelpOpen] = useState(false);
  const asked = useShortcuts(standing, () => setHelpOpen(true));
  const details = standing.view.details ? dimensionOf(standing.view.details) : null;
  if (project.first_event_at === null) return <Waiting project={project} signal={standing.live.beat} onArrived={onChanged} />;
  return (
    <StandingContext.Provider value={standing}>
      <h1 class="sr-only">Overview of {project.name}</h1>
      <Toolbar asked={asked} onHelp={() => setHelpOpen(true)} />
      <div class="overview">
        <section class="card overview-wide" aria-label="Totals and their course">
          <Totals />
          <Chart />
        </section>
        <Acquisition />
        <Content />
        <Places />
        <Devices />
        <Behaviour />
        <Live />
      </div>
      <Footnotes />
      {details && <Details key={details.key} dimension={details} />}
      {helpOpen && <ShortcutHelp onClose={() => setHelpOpen(false)} />}
    </StandingContext.Provider>
  );
}
