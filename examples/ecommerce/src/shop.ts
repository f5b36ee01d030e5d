import { AnalyticsClient } from "@footfall/client";
import { prices } from "./prices";

declare global {
  interface Window {
    footfallSettings: { apiBaseUrl: string; key: string };
  }
}

const analytics = new AnalyticsClient(window.footfallSettings);
const cart: string[] = [];
const button = document.querySelector("#order") as HTMLButtonElement;
const state = document.querySelector("#state") as HTMLOutputElement;

for (const lamp of Object.keys(prices)) {
  const add = document.createElement("button");
  add.textContent = `Add ${lamp}`;
  add.addEventListener("click", () => {
    cart.push(lamp);
    button.disabled = false;
    analytics.trackEvent("cart.filled", { lamp });
  });
  const item = document.createElement("li");
  item.append(add);
  document.querySelector("#lamps")?.append(item);
}

/** Made once an order: sent again, by the page or by an impatient visitor, it is the same order. */
const order = crypto.randomUUID();

button.addEventListener("click", async () => {
  analytics.trackInteraction("click", { elementId: "order" });
  const answer = await fetch("/orders", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ order, cart }),
  });
  state.textContent = answer.ok ? "Thank you." : "That did not work. Please try again.";
});

analytics.trackView();
