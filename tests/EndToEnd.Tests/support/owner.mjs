/** Signs the owner up by the printed link, as a newcomer does; the page that is returned shows the projects. */
export const signUp = async (browser, server, settings = {}, password = owner.password) => {
  const context = await browser.context({ viewport: { width: 1440, height: 900 }, ...settings });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(server.setupLink());
  await page.getByLabel("Your name").fill("Owner");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: /Create the owner/ }).click();
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
  return page;
};

export const owner = { email: "owner@example.org", password: "four unrelated words do" };

/** Waits until the overview's numbers are there. */
export const filled = (page) =>
  page.waitForFunction(
    () => document.querySelector(".total-value") && !document.querySelector("[aria-busy=true], .total-wait, .skeleton, .skeleton-bar"),
  );
