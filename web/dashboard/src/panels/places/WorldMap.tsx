import { useState } from "preact/hooks";
import { useAnswer, useAsked } from "../../api/useAnswer";
import { Failed } from "../../controls/States";
import { asNumber, count } from "../../format/numbers";
import { countryName } from "../../format/places";
import { questionOf, useStanding } from "../../overview/context";
import { withFilter } from "../../question/filters";
import { loadWorld, type Shape } from "./world";

const MOST_COUNTRIES = 250;

interface Tip {
  x: number;
  y: number;
  code: string;
}

/**
 * Countries by their visitors. The picture is for the eye and the mouse: the list below it holds the same numbers for
 * the keyboard and for screen readers, and so the map is one image to them.
 */
export function WorldMap() {
  const standing = useStanding();
  const world = useAsked("world", loadWorld);
  const { value } = useAnswer(
    questionOf(standing, { metrics: ["visitors"], dimensions: ["visit:country"], limit: MOST_COUNTRIES }),
    standing.beat,
  );
  const [tip, setTip] = useState<Tip | null>(null);
  if (world.error) return <Failed error={world.error} retry={world.retry} />;
  if (!world.value) return <div class="map-wait" />;
  const visitors = new Map(value?.results.map((row) => [row.dimensions[0] ?? "", asNumber(row.metrics[0]) ?? 0]));
  const most = Math.max(1, ...[...visitors].filter(([code]) => code.length === 2).map(([, number]) => number));
  const choose = (code: string): void =>
    standing.go({ filters: withFilter(standing.view.filters, { op: "is", key: "country", values: [code] }) });
  const move = (event: PointerEvent, code: string): void => {
    const box = (event.currentTarget as Element).closest(".map-box")?.getBoundingClientRect();
    if (box) setTip({ x: event.clientX - box.left, y: event.clientY - box.top, code });
  };
  return (
    <div class="map-box" onPointerLeave={() => setTip(null)}>
      <svg
        class="map"
        viewBox="0 0 960 440"
        role="img"
        aria-label={`World map of visitors: ${visitors.size} countries. The list holds the numbers.`}
      >
        {world.value.map((shape) => (
          <Country key={shape.id} shape={shape} share={(visitors.get(shape.code ?? "") ?? 0) / most} onChoose={choose} onMove={move} />
        ))}
      </svg>
      {tip && (
        <div class="map-tip" style={{ left: `${tip.x}px`, top: `${tip.y}px` }}>
          {countryName(tip.code)} <strong class="num">{count(visitors.get(tip.code) ?? 0)}</strong>
        </div>
      )}
    </div>
  );
}

interface CountryProps {
  shape: Shape;
  share: number;
  onChoose: (code: string) => void;
  onMove: (event: PointerEvent, code: string) => void;
}

/** The square root lifts the many small countries out of the ground colour. */
function Country({ shape, share, onChoose, onMove }: CountryProps) {
  const { code, path } = shape;
  if (!code || share === 0) return <path d={path} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a way for the mouse; the list below the map is the same for the keyboard.
    <path
      d={path}
      class="map-some"
      style={{ "--share": `${Math.round(Math.sqrt(share) * 100)}%` }}
      onClick={() => onChoose(code)}
      onPointerMove={(event) => onMove(event, code)}
    />
  );
}
