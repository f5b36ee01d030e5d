// Routed by the address's fragment: the tracker counts #/… as pages here, because its script tag says data-hash.
(() => {
  const entries = {
    "": [
      "Six families, one plant",
      "Every tea comes from one evergreen shrub. What is done to the leaf in the first day decides what it will be called.",
    ],
    "/green": [
      "Green",
      "Heated at once, so that it stays green: steamed in Japan, tossed in a hot pan in China. Tastes of what was near it: grass, sea, chestnut.",
    ],
    "/oolong": [
      "Oolong",
      "Bruised, left, bruised again, and stopped half-way. The family with the widest door: lilac at one end, roasted plums at the other.",
    ],
    "/black": [
      "Black",
      "Rolled and left until it has turned all the way. Forgiving, warm, fond of milk; the first cup of most people's day.",
    ],
    "/white": ["White", "Picked, withered, dried, and otherwise left alone. Quiet, with hay and melon in it. Do not hurry it."],
  };
  const panel = document.querySelector("#panel");
  const mark = (link, isHere) => (isHere ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
  const show = () => {
    const route = location.hash.slice(1);
    const [title, text] = entries[Object.hasOwn(entries, route) ? route : ""];
    document.title = `${title} – Guide – Fern & Kettle`;
    for (const link of document.querySelectorAll(".tabs a")) mark(link, link.hash.slice(1) === route);
    panel.innerHTML = "<h2></h2><p class='lead'></p>";
    panel.firstChild.textContent = title;
    panel.lastChild.textContent = text;
  };
  addEventListener("hashchange", show);
  show();
})();
