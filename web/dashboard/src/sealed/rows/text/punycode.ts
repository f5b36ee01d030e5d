// Host names in ASCII (RFC 3492), as the framework's IdnMapping makes them without a culture: no mapping of letters, only the encoding.
import { isAsciiDigit } from "./letters";

const base = 36;
const least = 1;
const most = 26;
const longestLabel = 63;
const longestName = 255;
const rightToLeft = /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]$/u;

const adapted = (delta: number, points: number, first: boolean): number => {
  let left = first ? Math.floor(delta / 700) : delta >> 1;
  left += Math.floor(left / points);
  let k = 0;
  for (; left > ((base - least) * most) >> 1; k += base) left = Math.floor(left / (base - least));
  return k + Math.floor(((base - least + 1) * left) / (left + 38));
};

const digit = (value: number): string => String.fromCharCode(value < 26 ? value + 97 : value + 22);

const encoded = (label: string): string => {
  const points = Array.from(label, (one) => one.codePointAt(0) as number);
  const basic = points.filter((point) => point < 128);
  let output = String.fromCharCode(...basic).toLowerCase();
  let done = basic.length;
  if (done > 0) output += "-";
  let next = 128;
  let delta = 0;
  let bias = 72;
  while (done < points.length) {
    const lowest = Math.min(...points.filter((point) => point >= next));
    delta += (lowest - next) * (done + 1);
    next = lowest;
    for (const point of points) {
      if (point < next) delta++;
      if (point !== next) continue;
      let q = delta;
      for (let k = base; ; k += base) {
        const threshold = k <= bias ? least : k >= bias + most ? most : k - bias;
        if (q < threshold) break;
        output += digit(threshold + ((q - threshold) % (base - threshold)));
        q = Math.floor((q - threshold) / (base - threshold));
      }
      output += digit(q);
      bias = adapted(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
    delta++;
    next++;
  }
  return `xn--${output}`;
};

const label = (text: string): string | null => {
  if (text.length === 0) return null;
  if (!/[^\0-\x7f]/.test(text)) return text.length > longestLabel ? null : text;
  if (/^xn--/i.test(text)) return null;
  const points = Array.from(text);
  if (rightToLeft.test(points[0] ?? "") && !rightToLeft.test(points.at(-1) ?? "") && !isAsciiDigit(text, text.length - 1)) return null;
  const name = encoded(text);
  return name.length > longestLabel ? null : name;
};

/** The name in ASCII, or null for what breaks the rules of domain names. */
export const toAscii = (host: string): string | null => {
  const labels = host.split(/[.\u3002\uff0e\uff61]/);
  const last = labels.length > 1 && labels.at(-1) === "" ? "." : "";
  if (last) labels.pop();
  const names = labels.map(label);
  if (names.includes(null)) return null;
  const name = names.join(".") + last;
  return name.length > longestName ? null : name;
};
