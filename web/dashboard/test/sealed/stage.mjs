// The reader as it is shipped, in a real browser, on a server that has the dashboard's policy and the documented endpoints and nothing else.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";

const HOME = fileURLToPath(new URL("../..", import.meta.url));
const SECURITY = readFileSync(new URL("../../../../src/Server/Web/SecurityHeaders.cs", import.meta.url), "utf8");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };
const ARGUMENTS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking";

/** The policy of the real server, from its source, so that the two cannot part. */
const policy = [...SECURITY.slice(SECURITY.indexOf("WithoutFrames ="), SECURITY.indexOf("public Task")).matchAll(/"([^"]+)"/g)]
  .map(([, part]) => part)
  .join("");
if (!/^default-src 'self'; .*frame-ancestors 'none'$/.test(policy)) throw new Error(`The policy could not be read: ${policy}`);

const ROOT = join(HOME, "../..");
const SOURCES = ["package-lock.json", "schema", "src/Storage/Events/Migrations", "web"];
const isBuilt = (path) => /(^|\/)(dist|node_modules)(\/|$)/.test(path);

/** Of everything that the page may be built from, by name and content. */
const hashOfSources = () => {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const path = join(ROOT, source);
    const inside = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true })
          .filter((name) => !isBuilt(name))
          .sort()
      : [""];
    for (const file of inside.map((name) => join(path, name)).filter((file) => statSync(file).isFile()))
      hash.update(`${file.slice(ROOT.length)}\n`).update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return hash.digest("hex").slice(0, 32);
};

/** Built once for all files that need it: building takes longer than most of their tests. */
const buildPage = async (mode) => {
  const folder = join(ROOT, "artifacts/reader", `${mode}-${hashOfSources()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(ROOT, "artifacts/reader"), { recursive: true });
  const fresh = mkdtempSync(join(ROOT, "artifacts/reader/building-"));
  await build({
    root: join(HOME, "test/sealed/page"),
    configFile: join(HOME, "vite.config.ts"),
    mode,
    logLevel: "error",
    build: { outDir: fresh, emptyOutDir: true },
  });
  try {
    renameSync(fresh, folder);
  } catch (failure) {
    if (!existsSync(folder)) throw failure;
    // Another process was done first, with the same.
    rmSync(fresh, { recursive: true });
  }
  return folder;
};

const sendFile = (folder, path, response) => {
  const plain = join(folder, path === "/" ? "/index.html" : path);
  const file = [plain, `${plain}.br`].find(existsSync);
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? TYPES[".html"],
    "content-security-policy": policy,
    ...(file === plain ? {} : { "content-encoding": "br" }),
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  });
  return response.end(readFileSync(file));
};

/**
 * `answer(request, response, url)` serves addresses below /api. A stage without a `profile` forgets what its browser had cached. In the mode `production`
 * the engine is compressed as it is shipped, which takes its time.
 */
export const startReaderStage = async ({ answer, profile, mode = "test" } = {}) => {
  const folder = await buildPage(mode);
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://127.0.0.1");
    if (answer && url.pathname.startsWith("/api/")) answer(request, response, url);
    else sendFile(folder, url.pathname, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const options = { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS.split(" ") };
  const data = profile ?? mkdtempSync(join(tmpdir(), "footfall-profile-"));
  const browser = await chromium.launchPersistentContext(data, options);
  const complaints = [];
  const asked = [];
  browser.on("request", (request) => asked.push(request.url()));
  const open = async () => {
    const page = await browser.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    return page;
  };
  const close = async () => {
    await browser.close();
    server.close();
    if (!profile) rmSync(data, { recursive: true });
  };
  return { address, open, close, complaints, asked };
};
