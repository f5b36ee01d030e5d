import { on } from "./edges";
import { emit } from "./events";
import { data } from "./settings";

const file =
  /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|epub|zip|rar|7z|t?gz|tar|bz2|xz|exe|msi|dmg|pkg|deb|rpm|apk|iso|jar|mp[34]|m4[av]|wav|ogg|avi|mov|webm)$/i;
const clickable = FULL
  ? `[data-footfall-click]${"autocapture" in data ? ",a,button,summary,[role=button],[type=submit],[type=button]" : ""}`
  : "";

/** When a link or form last led to a page of this site, ms since 1970. */
let departed = 0;

/** True while another page of the same site is probably being loaded, so that the session goes on. */
export const goesOn = (): boolean => Date.now() - departed < 5e3;

/** Sends the event that an element names by `data-footfall-event`, with its `data-footfall-prop-*`, `-revenue` and `-currency`. */
const sendNamed = (element: Element | null): void => {
  const event = element?.getAttribute("data-footfall-event");
  if (!element || !event) return;
  const props: Record<string, string> = {};
  for (const { name, value } of element.attributes)
    if (name.startsWith("data-footfall-prop-")) props[name.slice(19).replace(/-/g, "_")] = value;
  const { footfallRevenue: amount, footfallCurrency: currency } = (element as HTMLElement).dataset;
  emit(event, { props, ...(amount && { revenue: { amount, currency } }) });
};

const clicked = ({ button, target }: MouseEvent): void => {
  const closest = (selector: string) => (target as Element).closest<HTMLAnchorElement>(selector);
  // auxclick comes for the middle button, which opens links, and for the right one, which does not.
  if (button > 1) return;
  const named = closest("[data-footfall-event]:not(form)");
  sendNamed(named);
  // Without a host it is a mail address, a script, or a document written out in the address itself.
  const link = closest("a[href]");
  const host = link?.host;
  const isFile = host && (link.hasAttribute("download") || file.test(link.pathname));
  if (isFile || (host && host !== location.host))
    // The address without its query, which may carry somebody's token.
    emit(isFile ? "file_download" : "outbound_click", { props: { url: link.origin + link.pathname } });
  else {
    if (host) departed = Date.now();
    const element = !named && closest(clickable);
    // Neither the text nor the value: both may be somebody's name.
    if (element)
      emit("click", {
        props: { tag: element.localName, element_id: element.id || undefined, label: element.dataset.footfallClick || undefined },
      });
  }
};

/** The names of a form's fields; what was written into them is never read. */
const submitted = ({ target }: SubmitEvent): void => {
  const form = target as HTMLFormElement;
  const names = new Set(Array.from(form.elements, (field) => field.getAttribute("name")));
  departed = Date.now();
  sendNamed(form);
  // By attribute: `form.id` is the field called "id" if there is one.
  emit("form_submit", {
    props: { form: form.getAttribute("id") || form.getAttribute("name"), fields: [...names].filter(Boolean).join() },
  });
};

export const watchInteractions = (): void => {
  on("click", clicked);
  on("auxclick", clicked);
  on("submit", submitted);
};
