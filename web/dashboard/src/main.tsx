// The house's styles come before those of any component, so that a component's own rules win.
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/forms.css";
import "./styles/layout.css";

import { render } from "preact";
import { App } from "./App";
import { later } from "./controls/later";
import { startRouter } from "./router";

const UnsubscribePage = later("unsubscribe", async () => (await import("./pages/notices/UnsubscribePage")).UnsubscribePage);
const SharePage = later("shared link", async () => (await import("./share/SharePage")).SharePage);

startRouter();
const root = document.getElementById("app");
const [, first, name = ""] = location.pathname.split("/");

/** Pages for people without an account stand by themselves: nobody is asked who they are. */
const page = () => {
  if (first === "share" && name) return <SharePage slug={name} />;
  if (first === "unsubscribe") return <UnsubscribePage query={location.search} />;
  return <App />;
};
if (root) render(page(), root);
