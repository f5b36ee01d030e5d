import type { EventRow } from "../../types";
import { unpackAcquisition } from "./acquisitionText";

/** The event as it was before a visit was found for it, changed in place. The first of a visit has its own acquisition in the visit's columns. */
export const asArrived = (event: EventRow, isFirst: boolean): EventRow => {
  if (event.visit !== null && !isFirst) Object.assign(event, unpackAcquisition(event.own_acquisition));
  event.visit = null;
  event.own_acquisition = null;
  return event;
};
