/** Below it a mismatch is told. */
const THRESHOLD = 0.001;

export interface SampleRatio {
  chi_square: number;
  freedom: number;
  p_value: number;
  mismatch: 0 | 1;
}

/** Pearson's test of whether visitors came in the ratio that was meant; null where there is nothing to compare. The twin of `src/Query/Experiments/SampleRatio.cs`. */
export function sampleRatio(variants: readonly { visitors: number; weight: number }[]): SampleRatio | null {
  const meant = variants.filter(({ weight }) => weight > 0);
  const all = meant.reduce((sum, { visitors }) => sum + visitors, 0);
  const weights = meant.reduce((sum, { weight }) => sum + weight, 0);
  if (meant.length < 2 || all === 0) return null;
  const square = meant.reduce((sum, { visitors, weight }) => {
    const expected = (all * weight) / weights;
    return sum + (visitors - expected) ** 2 / expected;
  }, 0);
  const p = above(square, meant.length - 1);
  return { chi_square: square, freedom: meant.length - 1, p_value: p, mismatch: p < THRESHOLD ? 1 : 0 };
}

/** The probability that chi-square is above a value; Abramowitz and Stegun, 26.4.4 to 26.4.8. */
function above(square: number, freedom: number): number {
  const half = square / 2;
  const isOdd = freedom % 2 === 1;
  let q = isOdd ? erfc(Math.sqrt(half)) : Math.exp(-half);
  let term = isOdd ? Math.sqrt(half / Math.PI) * 2 * Math.exp(-half) : half * Math.exp(-half);
  for (let k = isOdd ? 1 : 2; k < freedom; k += 2) {
    q += term;
    term *= half / (k / 2 + 1);
  }
  return q;
}

/** The complementary error function of a number from 0; Abramowitz and Stegun, 7.1.6 and 7.1.14. */
function erfc(x: number): number {
  const terms = 60;
  const gauss = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    let [sum, term] = [0, x];
    for (let n = 0; n < terms; n++) {
      sum += term;
      term *= (2 * x * x) / (2 * n + 3);
    }
    return 1 - 2 * gauss * sum;
  }
  let fraction = x;
  for (let n = terms; n > 0; n--) fraction = x + n / 2 / fraction;
  return gauss / fraction;
}
