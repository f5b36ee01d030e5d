import { useAsked } from "../../api/useAnswer";
import { Breakdown } from "../../breakdown/Breakdown";
import { Panel } from "../../breakdown/Panel";
import { type Tab, useTab } from "../../breakdown/useTab";
import { useStanding } from "../../overview/context";
import { dimensionOf } from "../../question/dimensions";
import { soleValue } from "../../question/filters";
import "./places.css";

type Key = "map" | "country" | "region" | "city";

const TABS: readonly Tab<Key>[] = [
  { key: "map", label: "Map" },
  { key: "country", label: "Countries" },
  { key: "region", label: "Regions" },
  { key: "city", label: "Cities" },
];

/** The map comes with its projection and outlines when it is first shown. */
function LazyMap() {
  const { value } = useAsked("map module", () => import("./WorldMap"));
  return value ? <value.WorldMap /> : <div class="map-wait" />;
}

/** Where people were. A country opens into its regions, a region into its cities. */
export function Places() {
  const { view } = useStanding();
  const drilled = soleValue(view.filters, "region") ? "city" : soleValue(view.filters, "country") ? "region" : null;
  const [tab, choose] = useTab<Key>("places", TABS, drilled);
  const country = dimensionOf("country");
  const credit = (
    <span class="places-credit">
      <a href="https://db-ip.com" target="_blank" rel="noreferrer">
        IP Geolocation by DB-IP
      </a>
    </span>
  );
  return (
    <Panel title="From where" tabs={TABS} chosen={tab} onChoose={choose} credit={credit} {...(tab === "map" ? { details: country } : {})}>
      {tab === "map" && country ? (
        <>
          <LazyMap />
          <Breakdown dimension={country} rows={3} />
        </>
      ) : undefined}
    </Panel>
  );
}
