import { useEffect, useState } from "preact/hooks";
import { askAgain, type Outage, watchOutage } from "../api/outage";
import "./outage.css";

/** One bar for the whole page while the server does not answer: the panels wait quietly, and all ask again together. */
export function OutageBar() {
  const [outage, setOutage] = useState<Outage | null>(null);
  useEffect(() => watchOutage(setOutage), []);
  return (
    <div class="outage" role="status">
      {outage && (
        <div class="outage-bar">
          <span class="pulse pulse-away" />
          <p>
            <strong>{outage.problem.title}.</strong> {outage.problem.detail} <Countdown to={outage.nextAt} />
          </p>
          <button type="button" class="button button-small" disabled={outage.nextAt === null} onClick={askAgain}>
            Try now
          </button>
        </div>
      )}
    </div>
  );
}

/** For the eye only: a voice that counts seconds would drown everything else. */
function Countdown({ to }: { to: number | null }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [to]);
  const left = to === null ? 0 : Math.max(0, Math.ceil((to - now) / 1000));
  return (
    <span class="num" aria-hidden="true">
      {left === 0 ? "Trying again…" : `Trying again in ${left} s.`}
    </span>
  );
}
