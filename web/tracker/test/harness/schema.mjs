import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const schema = JSON.parse(readFileSync(new URL("../../../../schema/event.schema.json", import.meta.url), "utf8"));

// Unions of types are meant: null is the same as the field left out.
const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false, strictRequired: false }).compile(schema);

/** What is wrong with a body of `POST /collect`, by the schema: a list of sentences. */
export const faultsOf = (body) =>
  validate(body) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath || "the body"} ${message}`);
