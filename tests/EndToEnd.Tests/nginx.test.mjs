import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { apiOf, dataDirectory, eventually, root, startServer } from "./support/server.mjs";

const nginx = "/usr/sbin/nginx";
const skip = existsSync(nginx) ? missing : `${nginx} is not installed`;

const freePort = async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
};

/** nginx with the configuration that `compose.yaml` mounts, but for names and ports that only exist among containers. */
const startNginx = async (server, folder) => {
  const port = await freePort();
  mkdirSync(folder);
  const shipped = readFileSync(join(root, "deploy/nginx.conf"), "utf8");
  const config = shipped
    .replace("pid /tmp/nginx.pid;", `pid ${folder}/nginx.pid; daemon off;`)
    .replace("server server:8000", `server 127.0.0.1:${server.port}`)
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("/usr/share/nginx/demo/", join(root, "web/demo/"))
    .replace(
      "http {",
      `http { client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;`,
    );
  assert.equal(config.match(/127\.0\.0\.1:/g).length, 2, "the configuration has the lines that are replaced");
  writeFileSync(`${folder}/nginx.conf`, config);
  // Workers would run as another user, who may not read the checkout.
  const log = openSync(`${folder}/log`, "a");
  const child = spawn(nginx, ["-c", `${folder}/nginx.conf`, "-e", "stderr", ...(process.getuid() === 0 ? ["-g", "user root;"] : [])], {
    stdio: ["ignore", log, log],
  });
  const output = () => readFileSync(`${folder}/log`, "utf8");
  const address = `http://127.0.0.1:${port}`;
  await eventually(
    () => fetch(`${address}/health`).then(({ status }) => status, output),
    (status) => status === 200,
    "nginx answering",
  );
  return { address, output, stop: () => child.kill("SIGTERM") };
};

test("BehindNginxTheVisitorsAddressIsTheConnections", { skip }, async () => {
  const data = dataDirectory();
  const server = await startServer(data.path, { FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  const proxy = await startNginx(server, `${data.path}/nginx`);
  const browser = await openBrowser();
  try {
    const { send, ask } = apiOf(proxy.address);
    const project = (await send("GET", "/api/v1/projects")).body.items[0];
    assert.equal((await fetch(`${proxy.address}/`, { redirect: "manual" })).headers.get("location").replace(proxy.address, ""), "/demo/");
    assert.match(await (await fetch(`${proxy.address}/demo/`)).text(), /Fern &amp; Kettle/);
    assert.equal((await fetch(`${proxy.address}/js/tracking.js`)).status, 200);

    const { ticket } = (await send("POST", "/api/v1/live-tickets", { project: project.id })).body;
    const page = await browser.tab();
    await page.goto(`${proxy.address}/health`);
    await page.evaluate(
      (query) =>
        new Promise((resolve, reject) => {
          globalThis.messages = [];
          const socket = new WebSocket(`ws://${location.host}/live?${query}`);
          socket.onmessage = ({ data }) => resolve(globalThis.messages.push(data));
          socket.onerror = () => reject(new Error("the WebSocket was refused"));
        }),
      `project=${project.id}&ticket=${ticket}`,
    );

    // A sender cannot choose its address: nginx says who connected, whatever stands in the request.
    for (const claimed of ["81.2.69.160", "145.40.10.1"]) {
      const response = await fetch(`${proxy.address}/collect?wait=stored`, {
        method: "POST",
        headers: {
          "content-type": "text/plain",
          "x-forwarded-for": claimed,
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36",
        },
        body: JSON.stringify({ key: project.key, events: [{ name: "pageview", url: "https://demo.localhost/" }] }),
      });
      assert.equal(response.status, 202);
    }
    assert.deepEqual(await ask({ site_id: "demo.localhost", metrics: ["visitors", "pageviews"], date_range: "all" }), [[1, 2]]);
    const live = () => page.evaluate(() => globalThis.messages.join("\n"));
    await eventually(live, (text) => text.includes('"pageview"'), "the live event through nginx");
    const sealed = await fetch(`${proxy.address}/collect/sealed`, { method: "POST", body: "no envelope" });
    assert.equal(sealed.status, 400);
    assert.ok(!proxy.output().includes("/collect/sealed"), "nginx writes down no request of a sealed project");
    assert.ok(proxy.output().includes("POST /collect 202"), "and does so of others");
    assert.ok(!/81\.2\.69\.160|Mozilla/.test(proxy.output()), "nginx writes down neither addresses nor user agents");
  } finally {
    await browser.close();
    proxy.stop();
    await server.stop();
    data.remove();
  }
});
