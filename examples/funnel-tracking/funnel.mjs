// Asks how far visitors came. usage: FOOTFALL_SERVER=… FOOTFALL_PROJECT=<id> FOOTFALL_TOKEN=… node funnel.mjs
const { FOOTFALL_SERVER = "http://127.0.0.1:8000", FOOTFALL_PROJECT, FOOTFALL_TOKEN } = process.env;

const question = {
  date_range: "month",
  window: "7d",
  steps: [
    { page: "/" },
    { event: "signup.started", name: "started" },
    { event: "signup.account_given", name: "gave an account" },
    { event: "signup.finished", name: "finished" },
  ],
};

const answer = await fetch(`${FOOTFALL_SERVER}/api/v1/projects/${FOOTFALL_PROJECT}/funnels`, {
  method: "POST",
  headers: { authorization: `Bearer ${FOOTFALL_TOKEN}`, "content-type": "application/json" },
  body: JSON.stringify(question),
});
const { steps, detail } = await answer.json();
if (!answer.ok) throw new Error(detail);

for (const [at, { visitors, conversion_rate }] of steps.entries()) {
  const { page, name } = question.steps[at];
  console.log(`${(name ?? page).padEnd(16)} ${String(visitors).padStart(6)}  ${Math.round(conversion_rate)} %`);
}
