import type { ReportAnswer, ReportQuestion } from "../api/reports";
import { meanOf, type ResultRow, rateOf, ratioOf, results, type VariantRow } from "./results";
import type { SampleRatio } from "./sampleRatio";

export interface ExperimentAnswer extends ReportAnswer {
  variants: VariantRow[];
  exposed: { visitors: number; several_variants: number; further_variants: number }[];
  conversion: ResultRow[];
  value?: ResultRow[];
  sample_ratio: SampleRatio[];
}

/** Adds to the counts of an experiment what follows from them, as the server does for open projects. */
export function conclude(question: ReportQuestion, counts: ReportAnswer): ExperimentAnswer {
  const answer = counts as ExperimentAnswer;
  const control = typeof question.control === "string" ? question.control : null;
  const weights = (question.weights as Record<string, number> | null | undefined) ?? null;
  return {
    ...answer,
    conversion: results(answer.variants.map(rateOf), control),
    ...(question.value ? { value: results(answer.variants.map(meanOf), control) } : {}),
    sample_ratio: ratioOf(answer.variants, weights),
  };
}
