import type { Link, LinkForm } from "../../api/links";
import { PANELS } from "./words";

/** A link as its form has it. */
export interface Draft {
  name: string;
  panels: string[];
  reports: string[];
  filters: unknown[];
  mayFilter: boolean;
  /** Null: as it is. */
  password: string | null;
  hides: boolean;
  least: number;
  grain: "day" | "month";
  /** By panel. */
  dimensions: Record<string, string>;
  frames: string;
  expires: string;
}

const ownDimensions = (): Record<string, string> =>
  Object.fromEntries(PANELS.flatMap(({ key, publishable }) => (publishable?.[0] ? [[key, publishable[0].api]] : [])));

export const newDraft = (): Draft => ({
  name: "",
  panels: PANELS.filter(({ key }) => key !== "live" && key !== "behaviour").map(({ key }) => key),
  reports: [],
  filters: [],
  mayFilter: false,
  password: "",
  hides: false,
  least: 10,
  grain: "day",
  dimensions: ownDimensions(),
  frames: "",
  expires: "",
});

export const draftOf = (link: Link): Draft => ({
  name: link.name,
  panels: link.panels,
  reports: link.reports,
  filters: link.filters,
  mayFilter: link.may_filter,
  password: null,
  hides: link.threshold !== null,
  least: link.threshold?.least ?? 10,
  grain: link.threshold?.grain ?? "day",
  dimensions: {
    ...ownDimensions(),
    ...Object.fromEntries(
      PANELS.flatMap(({ key, publishable }) => {
        const chosen = publishable?.find(({ api }) => link.threshold?.dimensions.includes(api));
        return chosen ? [[key, chosen.api]] : [];
      }),
    ),
  },
  frames: link.frame_ancestors.join(" "),
  expires: link.expires_at?.slice(0, 10) ?? "",
});

/** What a threshold publishes stays the same for all links of a project, whichever panels each shows. */
export function formOf(draft: Draft, kept: Link | null): LinkForm {
  const shown = PANELS.filter(({ key, publishable }) => draft.panels.includes(key) && (!draft.hides || publishable !== null));
  const form: LinkForm = {
    name: draft.name.trim(),
    panels: shown.map(({ key }) => key),
    reports: draft.hides ? [] : draft.reports,
    filters: draft.filters,
    may_filter: !draft.hides && draft.mayFilter,
    threshold: draft.hides
      ? (kept?.threshold ?? {
          least: draft.least,
          grain: draft.grain,
          dimensions: PANELS.flatMap(({ key }) => (draft.dimensions[key] ? [draft.dimensions[key]] : [])),
        })
      : null,
    frame_ancestors: draft.frames.split(/[\s,]+/).filter((origin) => origin !== ""),
    expires_at: draft.expires ? `${draft.expires}T23:59:59Z` : null,
  };
  if (draft.password !== null) form.password = draft.password;
  return form;
}
