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

/** A P-256 key pair by its scalar and point, as WebCrypto wants it. */
export const privateKey = (scalar, point) => {
  const part = (from, to) => Buffer.from(point, "hex").subarray(from, to).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", d: Buffer.from(scalar, "hex").toString("base64url"), x: part(1, 33), y: part(33, 65) };
  return crypto.subtle.importKey("jwk", jwk, { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
};
