import { useEffect, useRef, useState } from "preact/hooks";
import { countLabel } from "../format/labels";
import { Pulse } from "../panels/live/Pulse";
import { useStanding } from "./context";
import { FilterBar } from "./FilterBar";
import { PeriodPicker } from "./PeriodPicker";
import type { AskedByKey } from "./useShortcuts";

interface Props {
  asked: AskedByKey;
  onHelp: () => void;
}

/** Who is here now, what is filtered, and which days are shown. It stays in view while the panels scroll by. */
export function Toolbar({ asked, onHelp }: Props) {
  const sentinel = useRef<HTMLDivElement>(null);
  const [stuck, setStuck] = useState(false);
  useEffect(() => {
    if (!sentinel.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => setStuck(entry ? !entry.isIntersecting : false));
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div ref={sentinel} class="toolbar-top" />
      <div class={stuck ? "toolbar toolbar-stuck" : "toolbar"}>
        <VisitorsNow />
        <FilterBar addSignal={asked.filter} addKey={asked.filterKey} />
        <PeriodPicker customSignal={asked.custom} />
        <button
          type="button"
          class="icon-button toolbar-help"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={onHelp}
        >
          <span aria-hidden="true">?</span>
        </button>
      </div>
    </>
  );
}

function VisitorsNow() {
  const { live } = useStanding();
  const how = live.revoked
    ? "Ended by the server: this sign-in may not read the project any more"
    : live.by === "live"
      ? "Counted live"
      : live.by === "polling"
        ? "Asked every 15 seconds: the live connection is not open"
        : "Connecting";
  return (
    <a class="now" href="#live" title={`${how}. Visitors with an event in the last five minutes.`}>
      <Pulse />
      <span>
        {live.visitorsNow === null ? "– visitors" : countLabel(live.visitorsNow, "visitor", "visitors")} <span class="muted">now</span>
      </span>
    </a>
  );
}
