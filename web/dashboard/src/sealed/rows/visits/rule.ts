// The rule of visits, for one visitor, as src/Storage/Events/Visits/VisitRule.cs: a visit is open for less than 30 minutes after its last event. An event
// without a session joins the open visit that the event before it is in; one with a session joins the open visit of that session, else the open visit
// that has no session yet. What finds no visit begins one; but where `mostOpen` visits are open, a session that has none of them is not heeded. The same
// events give the same visits in whatever order they arrived.
import type { AcquisitionColumns, EventRow } from "../../types";

export const gap = 30 * 60_000;

/** Visits of one visitor that are open at once: sessions are a stranger's to choose, and each event is compared with every open visit. */
const mostOpen = 16;

/** An event and where a visit would have come from if it had begun it. */
export interface Placed {
  event: EventRow;
  own: AcquisitionColumns;
}

/** A visit while it is walked: its events in order, never none. */
export interface WalkedVisit {
  session: string | null;
  members: Placed[];
  last: number;
}

/** By time, then by id, so that the order does not depend on arrival. */
export const byOrder = (left: Placed, right: Placed): number => {
  const byTime = left.event.time - right.event.time;
  if (byTime !== 0) return byTime;
  return left.event.id < right.event.id ? -1 : left.event.id > right.event.id ? 1 : 0;
};

/** `open` in the order of their last events. */
const choose = (open: WalkedVisit[], session: string | null): WalkedVisit | undefined => {
  if (session === null) return open.at(-1);
  const found = open.find((visit) => visit.session === session) ?? open.find((visit) => visit.session === null);
  return found ?? (open.length >= mostOpen ? open.at(-1) : undefined);
};

/** All visits of events that are given in order. */
export const walk = (ordered: Placed[]): WalkedVisit[] => {
  const all: WalkedVisit[] = [];
  let open: WalkedVisit[] = [];
  for (const placed of ordered) {
    const { time, session } = placed.event;
    if (open[0] && time - open[0].last >= gap) open = open.filter((visit) => time - visit.last < gap);
    let visit = choose(open, session);
    if (!visit) {
      visit = { session, members: [], last: time };
      all.push(visit);
      open.push(visit);
    } else if (open.at(-1) !== visit) {
      open.splice(open.indexOf(visit), 1);
      open.push(visit);
    }
    visit.session ??= session;
    visit.members.push(placed);
    visit.last = time;
  }
  return all;
};
