// A single-page application on the history API: one document, three views. Each also exists as a file, so that a reload finds it.
(() => {
  const root = "/demo/planner/";
  const teas = {
    black: { name: "Black", grams: 3, degrees: 95, minutes: 3 },
    green: { name: "Green", grams: 4, degrees: 70, minutes: 2 },
    white: { name: "White", grams: 5, degrees: 80, minutes: 4 },
  };
  let tea = teas.green;
  let cups = 2;

  const choices = () =>
    Object.entries(teas)
      .map(([id, { name }]) => `<button class="button${teas[id] === tea ? "" : " plain"}" type="button" data-tea="${id}">${name}</button>`)
      .join("");
  const views = {
    "": () => `<h2>What is in the tin?</h2><p class="row">${choices()}</p>
      <label>Cups <input type="range" min="1" max="6" value="${cups}" data-cups></label>
      <p class="big">${tea.grams * cups} g</p><p>of ${tea.name.toLowerCase()} tea for ${cups} ${cups === 1 ? "cup" : "cups"}.</p>`,
    water: () => `<h2>How hot is the water?</h2><p class="big">${tea.degrees} °C</p>
      <p>and ${cups * 0.2} litres of it. ${tea.degrees < 90 ? "Let the kettle stand open for a few minutes after it has boiled." : "Straight from the boil is right."}</p>`,
    time: () => `<h2>How long does it stand?</h2><p class="big">${tea.minutes} min</p>
      <p><button class="button" type="button" data-footfall-event="timer.started" data-footfall-prop-tea="${tea.name.toLowerCase()}">Start the timer</button></p>
      <p role="status"></p>`,
  };
  const titles = { "": "Leaf", water: "Water", time: "Time" };

  const panel = document.querySelector("#panel");
  const view = () => {
    const name = location.pathname.slice(root.length).replace(/\/$/, "");
    return Object.hasOwn(views, name) ? name : "";
  };
  const mark = (link, isHere) => (isHere ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
  const show = () => {
    const current = view();
    document.title = `${titles[current]} – Brew planner – Fern & Kettle`;
    for (const link of document.querySelectorAll(".tabs a")) mark(link, link.pathname === location.pathname);
    panel.innerHTML = views[current]();
  };

  document.querySelector(".tabs").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) history.pushState(null, "", link.href);
    show();
  });
  panel.addEventListener("click", (event) => {
    const { tea: id, footfallEvent } = event.target.dataset;
    if (footfallEvent) panel.querySelector("[role=status]").textContent = "The timer is running. Do not look at it.";
    if (!id) return;
    tea = teas[id];
    show();
  });
  panel.addEventListener("change", (event) => {
    cups = Number(event.target.value);
    show();
  });
  addEventListener("popstate", show);
  show();
})();
