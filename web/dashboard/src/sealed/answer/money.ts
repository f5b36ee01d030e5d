import type { Money } from "../../format/numbers";

const SYMBOLS: Readonly<Record<string, string>> = {
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  INR: "₹",
  KRW: "₩",
  CNY: "CN¥",
  BRL: "R$",
  CAD: "CA$",
  AUD: "A$",
  NZD: "NZ$",
  MXN: "MX$",
  HKD: "HK$",
  TWD: "NT$",
  ILS: "₪",
  VND: "₫",
  PHP: "₱",
};

/** Currencies without a minor unit in use. */
const WHOLE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** `value` tenths of a power of ten, rounded to whole ones, halves away from zero. */
function scaled(value: bigint, places: number): bigint {
  if (places <= 0) return value * 10n ** BigInt(-places);
  const unit = 10n ** BigInt(places);
  const whole = (absolute(value) * 2n + unit) / (unit * 2n);
  return value < 0n ? -whole : whole;
}

/** A decimal number as thousandths, halves away from zero. Doubles are taken with the 15 digits that they are exact to. */
export function thousandths(value: string | number | bigint): bigint {
  const text = typeof value === "number" ? value.toPrecision(15) : String(value);
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  if (whole === undefined) throw new Error(`${text} is no amount.`);
  const unscaled = BigInt(`${sign}${whole}${fraction}`);
  return scaled(unscaled, fraction.length - Number(exponent) - 3);
}

function worded(amount: bigint, currency: string, thousandthsOfUnit: number, decimals: number, suffix: string): string {
  const digits = absolute(scaled(amount, thousandthsOfUnit - decimals))
    .toString()
    .padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = decimals > 0 ? `.${digits.slice(-decimals)}` : "";
  return `${amount < 0n ? "-" : ""}${SYMBOLS[currency] ?? `${currency}\u00a0`}${whole}${fraction}${suffix}`;
}

function short(amount: bigint, currency: string): string {
  const size = absolute(amount);
  const [places, suffix] = size >= 10n ** 12n ? [12, "B"] : size >= 10n ** 9n ? [9, "M"] : size >= 10n ** 6n ? [6, "K"] : [3, ""];
  return worded(amount, currency, places as number, 1, suffix as string);
}

/** An amount as answers tell it: src/Query/Results/Money.cs. */
export const money = (amount: bigint, currency: string): Money => ({
  value: Number(amount) / 1000,
  currency,
  short: short(amount, currency),
  long: worded(amount, currency, 3, WHOLE.has(currency) ? 0 : 2, ""),
});
