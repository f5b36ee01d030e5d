// The package's TypeScript as a module of this process: Node 20 does not read TypeScript itself.
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const source = (name) => new URL(`../src/${name}.ts`, import.meta.url).pathname;

export const bundle = async (name) => {
  const options = { bundle: true, write: false, format: "esm", target: "es2022", minify: true, legalComments: "none" };
  const result = await build({ entryPoints: [source(name)], ...options });
  return result.outputFiles[0].text;
};

export const load = async (name) => import(`data:text/javascript;base64,${Buffer.from(await bundle(name)).toString("base64")}`);

export const vectors = (name) => JSON.parse(readFileSync(new URL(`../../../schema/vectors/${name}.json`, import.meta.url), "utf8"));

export const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
export const hex = (data) => Buffer.from(data).toString("hex");

const jwk = (scalar, point) => {
  const part = (from, to) => Buffer.from(point, "hex").subarray(from, to).toString("base64url");
  return { kty: "EC", crv: "P-256", d: Buffer.from(scalar, "hex").toString("base64url"), x: part(1, 33), y: part(33, 65) };
};

/** Private keys by their scalar and point, as WebCrypto wants them. */
export const privateKey = (scalar, point) =>
  crypto.subtle.importKey("jwk", jwk(scalar, point), { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);

export const signingKey = (scalar, point) =>
  crypto.subtle.importKey("jwk", jwk(scalar, point), { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
