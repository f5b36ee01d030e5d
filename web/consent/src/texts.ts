import { data, script } from "./settings";

type Texts = Record<string, string>;

/** The names that `data-text-*`, the page's JSON and web/consent/texts give other words for; the later half are the tracker's own events. */
const english: Texts = {
  title: "Your privacy here",
  about: "This site counts how it is used. You decide what is counted.",
  id: "If you accept, an id is kept in this browser.",
  policy: "Privacy policy",
  more: "Choose one by one",
  link: "Link what I do. Otherwise I am counted, but not linked.",
  reject: "Reject all",
  accept: "Accept all",
  save: "Save choice",
  close: "Close",
  button: "Privacy",
  pageview: "Page views",
  page_leave: "Leaving a page",
  engagement: "Time on a page",
  scroll: "Scrolling",
  session_start: "Beginning of a visit",
  session_end: "End of a visit",
  click: "Clicks",
  outbound_click: "Links to other sites",
  file_download: "Downloads",
  form_submit: "Names of forms sent",
  copy: "Copying, not what",
  text_select: "Selecting text, not what",
  resize: "Window size",
  experiment: "Variants shown",
};

export let lang = "en";
let found = english;

/** Other languages lie in one file beside the script, which holds it to a hash: a server cannot change the words that somebody agrees to either. */
const shipped = async (): Promise<Record<string, Texts>> => {
  const address = new URL("footfall.consent.json", script.src).href;
  return (await fetch(address, { integrity: TEXTS_HASH })).json();
};

/** Finds the language: that of `data-lang` or of the page, and English where neither the page nor the shipped file has it. */
export const loadTexts = async (): Promise<void> => {
  const wanted = data.lang || document.documentElement.lang || navigator.language;
  const own = JSON.parse((data.texts && document.querySelector(data.texts)?.textContent) || "{}");
  const names = [wanted, wanted.slice(0, 2).toLowerCase()];
  const known: Record<string, Texts> = names.includes("en") || names.some((one) => own[one]) ? {} : await shipped();
  lang = names.find((one) => own[one] || known[one]) ?? "en";
  found = { ...english, ...known[lang], ...own[lang] };
};

/** `data-text-title` and its siblings come first. */
export const text = (name: string): string => script.getAttribute(`data-text-${name}`) ?? found[name] ?? "";
