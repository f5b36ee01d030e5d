import { answered, current, give } from "./answer";
import { data, identified, required, tracker, words } from "./settings";
import { style } from "./style";
import { lang, text } from "./texts";

const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  fields: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = Object.assign(document.createElement(tag), fields);
  // Nodes and text only: neither the page's texts nor its declarations are read as HTML.
  element.append(...children);
  return element;
};

let root: ShadowRoot | undefined;
let dialog: HTMLDialogElement | undefined;

/** First in the page, so that it is what a keyboard and a screen reader come to first. A style sheet that no policy for inline styles forbids. */
const place = (): ShadowRoot => {
  if (root) return root;
  const host = document.createElement("footfall-consent");
  host.style.colorScheme = data.theme ?? "";
  root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  document.body.prepend(host);
  return root;
};

const close = (): void => {
  dialog?.close();
  dialog?.remove();
  showButton();
  // What had the focus is gone: it goes on where the choice can be changed.
  if (document.activeElement === document.body) root?.querySelector<HTMLElement>("section button")?.focus();
};

const box = (name: string, label: string, checked: boolean): HTMLLabelElement =>
  make("label", {}, make("input", { type: "checkbox", name, checked }), label);

/** One box for the link, and one for each event type that the page declares or the tracker can send; none is ticked before the visitor was asked. */
const boxes = (): HTMLLabelElement[] => {
  const excluded = ["consent_change", ...words(tracker.exclude)];
  const listed = window.footfall?.events().filter(({ name }) => !excluded.includes(name)) ?? [];
  const label = ({ name, purpose }: Listed) => text(name) || (purpose ? `${name}: ${purpose}` : name);
  return [box("", text("link"), current().linked), ...listed.map((event) => box(event.name, label(event), event.allowed))];
};

const save = (inputs: HTMLInputElement[]): void => {
  const consent: Record<string, boolean> = {};
  for (const { name, checked } of inputs.slice(1)) consent[name] = checked;
  const values = Object.values(consent);
  // What is on no list was not agreed to; what was not refused goes on.
  const all = values.every(Boolean);
  give(
    { consent: all || !values.some(Boolean) ? { "*": all } : { ...consent, "*": !required }, linked: inputs[0]?.checked ?? false },
    "visitor",
    true,
  );
};

const build = (): HTMLDialogElement => {
  const rows = boxes();
  const button = (name: string, act: () => void, label = text(name)) =>
    make("button", {
      value: name,
      textContent: label,
      onclick: () => {
        act();
        close();
      },
    });
  const all = (yes: boolean) => () => give({ consent: { "*": yes }, linked: yes }, "visitor", true);
  const shut = button("close", () => undefined, "✕");
  shut.ariaLabel = text("close");
  return make(
    "dialog",
    { lang, ariaLabel: text("title"), onclose: close },
    make("h2", {}, text("title")),
    make("p", {}, `${text("about")} ${identified ? text("id") : ""} `, data.policy ? make("a", { href: data.policy }, text("policy")) : ""),
    make(
      "details",
      {},
      make("summary", {}, text("more")),
      ...rows,
      make(
        "div",
        {},
        button("save", () => save(rows.map((row) => row.control as HTMLInputElement))),
      ),
    ),
    make("div", {}, button("reject", all(false)), button("accept", all(true))),
    shut,
  );
};

const show = (): HTMLDialogElement => {
  dialog?.remove();
  dialog = build();
  place().append(dialog);
  return dialog;
};

/** Opened by the visitor: with the focus inside, and back where it came from afterwards. */
export const manage = (): void => show().showModal();

/** Asks without standing in the way: the page can be used, and the focus stays where it is. */
export const ask = (): void => {
  show().open = true;
};

export const showButton = (): void => {
  if (data.button === "none" || data.cmp || root?.querySelector("section")) return;
  place().append(make("section", { lang, ariaLabel: text("title") }, make("button", { onclick: manage }, text("button"))));
};

export const begin = (): void => {
  if (required && !answered()) ask();
  else showButton();
};
