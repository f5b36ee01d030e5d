import type { ReportAnswer, ReportQuestion } from "../api/reports";

export interface Shares {
  first: number;
  last: number;
  linear: number;
}

export interface CreditRow extends Shares {
  place: number;
  /** Null for all others together. */
  value: string | null;
  different: number;
}

export interface RevenueRow extends Shares {
  place: number;
  currency: string;
}

export interface AttributionAnswer extends ReportAnswer {
  totals: { conversions: number; visitors: number; credited: number }[];
  credit: CreditRow[];
  revenue: RevenueRow[];
  converted?: (Shares & { place: number })[];
  not_converted?: { currency: string; amount: number }[];
}

/** What one unit of each currency is worth in another, as the owner says. */
export interface Rates {
  to: string;
  rates: Record<string, number>;
}

/** Adds the revenue in one currency, as the server does for open projects: the twin of `ConvertedRevenue`. */
export function conclude(question: ReportQuestion, counts: ReportAnswer): AttributionAnswer {
  const answer = counts as AttributionAnswer;
  const convert = question.convert as Rates | null | undefined;
  return convert ? { ...answer, ...converted(answer.revenue, convert) } : answer;
}

function converted(revenue: readonly RevenueRow[], { to, rates }: Rates): Required<Pick<AttributionAnswer, "converted" | "not_converted">> {
  const rateOf = new Map([...Object.entries(rates), [to, 1] as [string, number]]);
  const sums = new Map<number, Shares>();
  const left = new Map<string, number>();
  for (const { place, currency, first, last, linear } of revenue) {
    const rate = rateOf.get(currency);
    if (rate === undefined) {
      left.set(currency, (left.get(currency) ?? 0) + last);
      continue;
    }
    const sum = sums.get(place) ?? { first: 0, last: 0, linear: 0 };
    sums.set(place, { first: sum.first + first * rate, last: sum.last + last * rate, linear: sum.linear + linear * rate });
  }
  return {
    converted: [...sums].map(([place, { first, last, linear }]) => ({
      place,
      first: rounded(first),
      last: rounded(last),
      linear: rounded(linear),
    })),
    not_converted: [...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amount]) => ({ currency, amount: rounded(amount) })),
  };
}

/** To two digits behind the point, halves away from zero. */
function rounded(amount: number): number {
  const size = Math.floor(Math.abs(amount) * 100 + 0.5) / 100;
  return amount < 0 && size > 0 ? -size : size;
}
