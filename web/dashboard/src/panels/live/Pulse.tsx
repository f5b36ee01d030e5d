import { useStanding } from "../../overview/context";

/** Beats while somebody is there and the count is live; lies still otherwise. */
export function Pulse() {
  const { live } = useStanding();
  const beats = live.by === "live" && (live.visitorsNow ?? 0) > 0;
  return <span class={beats ? "pulse" : "pulse pulse-idle"} />;
}
