import { give, type Source } from "./answer";
import { data, identified, words } from "./settings";

/** What a consent management platform says. Where it allows no counting, `data-denied="unlinked"` counts without a link all the same. */
const hear = (counted: boolean, linked: boolean, by: Source, acted: boolean): void => {
  const unlinked = data.denied === "unlinked";
  give({ consent: { "*": counted || unlinked }, linked: counted && linked }, by, acted);
};

/** IAB TCF v2.2: the site's own purposes where the platform keeps them, else those of the vendors. */
export const watchTcf = (tries = 60): void => {
  // A platform whose script comes late is looked for during half a minute.
  if (!window.__tcfapi && tries) setTimeout(watchTcf, 500, tries - 1);
  const counting = data.tcfPurposes || "8";
  const linking = data.tcfLink || (identified ? "1" : counting);
  window.__tcfapi?.("addEventListener", 2, (tc, success) => {
    // While the platform asks there is no answer yet.
    if (!success || tc.eventStatus === "cmpuishown") return;
    const vendor = data.tcfVendor;
    const own = !vendor && Object.keys(tc.publisher?.consents ?? {})[0];
    const choices = own ? tc.publisher : tc.purpose;
    const allows = (purpose: string) =>
      tc.gdprApplies === false ||
      ((!vendor || tc.vendor?.consents?.[vendor]) &&
        (choices?.consents?.[purpose] || ("tcfLegitimate" in data && choices?.legitimateInterests?.[purpose])));
    hear(words(counting).every(allows), words(linking).every(allows), "tcf", tc.eventStatus === "useractioncomplete");
  });
};

/** Google Consent Mode: `analytics_storage` of the commands in the data layer, those that stand there already and those that come. */
export const watchGoogle = (): void => {
  const all = window as unknown as Record<string, ArrayLike<unknown>[]>;
  const name = data.googleLayer || "dataLayer";
  all[name] ??= [];
  const layer = all[name];
  let updated = false;
  const read = (entry: ArrayLike<unknown>): void => {
    if (entry?.[0] !== "consent") return;
    const { analytics_storage: value, region, wait_for_update: wait } = (entry[2] ?? {}) as Record<string, unknown>;
    if (!value) return;
    const granted = value === "granted";
    if (entry[1] === "update") {
      const again = updated;
      updated = true;
      hear(granted, granted, "google", again);
    }
    // A refusal by default is no answer, and where a default for some regions holds is not known here.
    else if (entry[1] === "default" && granted && !region)
      setTimeout(() => updated || hear(true, true, "google", false), (wait as number) || 0);
  };
  layer.forEach(read);
  const push = layer.push;
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    entries.forEach(read);
    return length;
  };
};
