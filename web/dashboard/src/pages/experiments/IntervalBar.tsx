interface Props {
  low: number;
  high: number;
  value: number;
  /** What both ends of the drawing stand for, around 0. */
  reach: number;
  label: string;
}

const WIDTH = 160;
const HEIGHT = 18;

/** An interval around its value, on a line whose middle is 0. */
export function IntervalBar({ low, high, value, reach, label }: Props) {
  const x = (share: number): number => ((Math.max(-1, Math.min(1, share / reach)) + 1) / 2) * WIDTH;
  const tone = low > 0 ? "experiments-better" : high < 0 ? "experiments-worse" : "experiments-open";
  return (
    <svg class={`experiments-bar ${tone}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <line class="experiments-zero" x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2={HEIGHT} />
      <rect x={x(low)} y={HEIGHT / 2 - 4} width={Math.max(x(high) - x(low), 2)} height="8" rx="4" />
      <circle cx={x(value)} cy={HEIGHT / 2} r="4.5" />
    </svg>
  );
}
