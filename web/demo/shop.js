// Basket and checkout. What is in the basket stands in the address: this site keeps nothing on the device, so that the tracker's promise
// to do the same can be checked here.
(() => {
  const products = {
    "morning-ridge": { name: "Morning Ridge, 100 g", cents: 1450 },
    "sea-mist-sencha": { name: "Sea Mist Sencha, 80 g", cents: 1890 },
    "stone-kettle": { name: "Stone Kettle, 0.9 l", cents: 6400 },
  };
  const money = (cents) => `€${(cents / 100).toFixed(2)}`;
  const items = (new URLSearchParams(location.search).get("items") ?? "").split(",").filter((item) => Object.hasOwn(products, item));
  const total = items.reduce((sum, item) => sum + products[item].cents, 0);
  const linkTo = (path, list) => (list.length ? `${path}?items=${list.join(",")}` : path);

  const basket = document.querySelector("[data-basket]");
  if (basket) {
    const rows = items.map(
      (item, index) =>
        `<tr><td>${products[item].name}</td><td><a href="${linkTo("/demo/cart/", items.toSpliced(index, 1))}">remove</a></td><td>${money(products[item].cents)}</td></tr>`,
    );
    basket.innerHTML = items.length
      ? `<table><thead><tr><th>Item</th><th></th><th>Price</th></tr></thead><tbody>${rows.join("")}</tbody>
         <tfoot><tr><th>Total</th><th></th><th>${money(total)}</th></tr></tfoot></table>`
      : `<p class="note">Nothing in it yet. <a href="/demo/products/">Have a look around the shop</a>.</p>`;
  }

  for (const link of document.querySelectorAll("[data-add]")) link.href = linkTo("/demo/cart/", [...items, link.dataset.add]);
  for (const link of document.querySelectorAll("[data-checkout]")) {
    link.hidden = !items.length;
    link.href = linkTo("/demo/checkout/", items);
  }

  const checkout = document.querySelector("#checkout");
  checkout?.addEventListener("submit", (event) => {
    event.preventDefault();
    window.footfall?.event(
      "purchase",
      { items: items.length, product: items[0] ?? "morning-ridge", delivery: checkout.elements.delivery.value },
      { revenue: { amount: ((total || products["morning-ridge"].cents) / 100).toFixed(2), currency: "EUR" } },
    );
    location.assign("/demo/thank-you/");
  });
})();
