import { AnalyticsClient } from "@footfall/client";

declare const SERVER: string;
declare const KEY: string;

/** A sign-up may take days: its visitors are told apart for longer than one, in a project that is identified. Ask for consent before you do the same. */
const analytics = new AnalyticsClient({ apiBaseUrl: SERVER, key: KEY, mode: "identified" });

const steps = [...document.querySelectorAll<HTMLElement>("[data-step]")];
const chosenPlan = () => document.querySelector<HTMLInputElement>("[name=plan]:checked")?.value;

/** What was typed is not told, only that a step was reached, and what the next step depends on. */
const tell: Record<string, () => void> = {
  start: () => analytics.trackView(),
  account: () => analytics.trackEvent("signup.started"),
  plan: () => analytics.trackEvent("signup.account_given"),
  done: () => analytics.trackEvent("signup.finished", { plan: chosenPlan() }),
};

const show = (place: number): void => {
  for (const [at, step] of steps.entries()) step.hidden = at !== place;
  tell[steps[place]?.dataset.step ?? ""]?.();
};

for (const [place, step] of steps.entries()) step.querySelector("button")?.addEventListener("click", () => show(place + 1));
show(0);
