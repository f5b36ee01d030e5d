// The frame that all pages of the demo shop share. Not deferred: header and footer are there when the page is first painted.
(() => {
  const pages = [
    ["/demo/products/", "Shop"],
    ["/demo/planner/", "Brew planner"],
    ["/demo/guide/", "Guide"],
    ["/demo/journal/", "Journal"],
    ["/demo/pricing/", "Tea club"],
    ["/demo/about/", "About"],
    ["/demo/contact/", "Contact"],
    ["/demo/cart/", "Basket"],
  ];

  class SiteTop extends HTMLElement {
    connectedCallback() {
      const links = pages.map(([href, name]) => {
        const here = location.pathname.startsWith(href) ? ' aria-current="page"' : "";
        return `<a href="${href}"${here}>${name}</a>`;
      });
      this.innerHTML = `<a class="skip" href="#content">Skip to content</a>
        <header class="top"><div class="wrap">
          <a class="brand" href="/demo/"><svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor"
            d="M20 3C10 3 4 8 4 15q0 3 1 5C7 14 11 11 15 9c-4 3-7 6-8 11q2 1 4 1c7 0 9-7 9-18Z"/></svg>Fern &amp; Kettle</a>
          <nav aria-label="Shop">${links.join("")}</nav>
        </div></header>`;
    }
  }

  class SiteFoot extends HTMLElement {
    connectedCallback() {
      this.innerHTML = `<footer class="foot"><div class="wrap">
        <section>
          <h2>Letters from the tea room</h2>
          <p>One short letter a month. No more, often less.</p>
          <form class="inline" id="newsletter" data-footfall-event="newsletter.signup" data-footfall-prop-place="footer">
            <input name="email" type="email" required autocomplete="email" placeholder="you@example.com" aria-label="E-mail address">
            <button class="button" type="submit">Sign up</button>
          </form>
          <p role="status"></p>
        </section>
        <section>
          <h2>Take along</h2>
          <ul>
            <li><a href="/demo/downloads/brewing-card.pdf" download>Brewing card (PDF)</a></li>
            <li><a href="https://www.example.org/tea" rel="noopener">A museum of tea, elsewhere</a></li>
            <li><a href="/demo/lost/">A page that was moved</a></li>
            <li><a href="/demo/about/#privacy" data-footfall-consent>Privacy settings</a></li>
          </ul>
        </section>
        <section class="made-up">
          <h2>This shop is made up</h2>
          <p>It sells nothing and sends nothing. It exists to show what Footfall counts: see your own visit on
          <a href="/">the dashboard</a>.</p>
        </section>
      </div></footer>`;
      const form = this.querySelector("form");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        form.reset();
        this.querySelector("[role=status]").textContent = "Thank you. The first letter will never come, for the shop is made up.";
      });
    }
  }

  customElements.define("site-top", SiteTop);
  customElements.define("site-foot", SiteFoot);
})();
