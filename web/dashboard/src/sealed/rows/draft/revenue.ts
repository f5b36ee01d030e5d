// Money, as src/Ingestion/Endpoints/ReadRevenue.cs: `{"amount":"42.50","currency":"EUR"}`; the amount may be a number too.
import { type Draft, fail, type Revenue } from "./draft";
import { isObject } from "./values";

/** What the column holds: 15 digits before the point and three behind it. */
const mostUnits = 999_999_999_999_999n;
const longestAmount = 40;
const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const scale = 3;

/** Thousandths, halves away from zero; null where the column could not hold it. */
const thousandths = (text: string): bigint | null => {
  const found = decimal.exec(text);
  if (!found) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = found;
  if (whole === "" && fraction === "") return null;
  const shift = Number(exponent) - fraction.length + scale;
  if (shift > 40) return /^0*$/.test(whole + fraction) ? 0n : null;
  const digits = BigInt(whole + fraction);
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : rounded(digits, -shift);
  const exceeds = shift >= 0 ? magnitude > mostUnits * 1000n : digits > mostUnits * 1000n * 10n ** BigInt(-shift);
  if (exceeds) return null;
  return sign === "-" ? -magnitude : magnitude;
};

const rounded = (digits: bigint, places: number): bigint => {
  const divisor = 10n ** BigInt(places);
  return (digits + divisor / 2n) / divisor;
};

const amountOf = (value: unknown): bigint | null => {
  if (typeof value === "number") return thousandths(String(value));
  if (typeof value !== "string" || /e/i.test(value)) return null;
  return thousandths(value.slice(0, longestAmount));
};

const currencyOf = (value: unknown): string | null =>
  typeof value === "string" && /^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : null;

export const readRevenue = (draft: Draft, value: unknown): Revenue | null => {
  const amount = isObject(value) ? amountOf(value.amount) : null;
  const currency = isObject(value) ? currencyOf(value.currency) : null;
  return amount !== null && currency !== null ? { amount, currency } : fail(draft, "invalid_field", "revenue");
};
