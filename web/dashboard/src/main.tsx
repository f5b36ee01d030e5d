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

const SharePage = later("shared link", async () => (await import("./share/SharePage")).SharePage);

startRouter();
const root = document.getElementById("app");
if (root) render(location.pathname.startsWith("/share/") ? <SharePage slug={location.pathname.split("/")[2] ?? ""} /> : <App />, root);
