// Asks what was sold, by the goal order.placed. usage: FOOTFALL_SERVER=… FOOTFALL_SITE=shop.example FOOTFALL_TOKEN=… node sales.mjs
const { FOOTFALL_SERVER = "http://127.0.0.1:8000", FOOTFALL_SITE = "shop.example", FOOTFALL_TOKEN } = process.env;

const question = {
  site_id: FOOTFALL_SITE,
  date_range: "month",
  metrics: ["total_revenue", "events"],
  dimensions: ["event:props:lamp"],
  filters: [["is", "event:goal", ["order.placed"]]],
};

const answer = await fetch(`${FOOTFALL_SERVER}/api/v2/query`, {
  method: "POST",
  headers: { authorization: `Bearer ${FOOTFALL_TOKEN}`, "content-type": "application/json" },
  body: JSON.stringify(question),
});
const { results, error } = await answer.json();
if (!answer.ok) throw new Error(error);

for (const { dimensions, metrics } of results) {
  const [revenue, sold] = metrics;
  console.log(`${dimensions[0].padEnd(6)} ${String(sold).padStart(3)}  ${revenue.value.toFixed(2).padStart(8)} ${revenue.currency}`);
}
