import { render } from "preact";
import { App } from "./App";
import { startRouter } from "./router";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/forms.css";
import "./styles/layout.css";

startRouter();
const root = document.getElementById("app");
if (root) render(<App />, root);
