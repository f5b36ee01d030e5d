/** A dimension as the dashboard names it in addresses (`key`), in questions (`api`) and to the reader. */
export interface Dimension {
  key: string;
  api: string;
  one: string;
  many: string;
  group: "Acquisition" | "First visit" | "Content" | "Place" | "Device" | "Behaviour";
}

const row = (group: Dimension["group"], key: string, api: string, one: string, many: string): Dimension => ({ key, api, one, many, group });

/** Before the key of a dimension of acquisition: that of the visitor's first visit. */
export const FIRST = "first_";

const first = (key: string, one: string, many: string): Dimension => row("First visit", FIRST + key, `visit:${FIRST}${key}`, one, many);

export const DIMENSIONS: readonly Dimension[] = [
  row("Acquisition", "channel", "visit:channel", "Channel", "Channels"),
  row("Acquisition", "source", "visit:source", "Source", "Sources"),
  row("Acquisition", "referrer", "visit:referrer", "Referrer", "Referrers"),
  row("Acquisition", "utm_source", "visit:utm_source", "UTM source", "UTM sources"),
  row("Acquisition", "utm_medium", "visit:utm_medium", "UTM medium", "UTM media"),
  row("Acquisition", "utm_campaign", "visit:utm_campaign", "UTM campaign", "UTM campaigns"),
  row("Acquisition", "utm_content", "visit:utm_content", "UTM content", "UTM contents"),
  row("Acquisition", "utm_term", "visit:utm_term", "UTM term", "UTM terms"),
  first("channel", "First channel", "First channels"),
  first("source", "First source", "First sources"),
  first("referrer", "First referrer", "First referrers"),
  first("utm_source", "First UTM source", "First UTM sources"),
  first("utm_medium", "First UTM medium", "First UTM media"),
  first("utm_campaign", "First UTM campaign", "First UTM campaigns"),
  first("utm_content", "First UTM content", "First UTM contents"),
  first("utm_term", "First UTM term", "First UTM terms"),
  row("Content", "page", "event:page", "Page", "Pages"),
  row("Content", "entry_page", "visit:entry_page", "Entry page", "Entry pages"),
  row("Content", "exit_page", "visit:exit_page", "Exit page", "Exit pages"),
  row("Content", "hostname", "event:hostname", "Hostname", "Hostnames"),
  row("Place", "country", "visit:country", "Country", "Countries"),
  row("Place", "region", "visit:region", "Region", "Regions"),
  row("Place", "city", "visit:city", "City", "Cities"),
  row("Device", "browser", "visit:browser", "Browser", "Browsers"),
  row("Device", "browser_version", "visit:browser_version", "Browser version", "Browser versions"),
  row("Device", "os", "visit:os", "Operating system", "Operating systems"),
  row("Device", "os_version", "visit:os_version", "OS version", "OS versions"),
  row("Device", "device", "visit:device", "Device", "Devices"),
  row("Device", "language", "visit:language", "Language", "Languages"),
  row("Behaviour", "goal", "event:goal", "Goal", "Goals"),
  row("Behaviour", "event", "event:name", "Event", "Events"),
];

const byKey = new Map(DIMENSIONS.map((dimension) => [dimension.key, dimension]));

export const PROP_PREFIX = "prop.";

/** A prop of custom events is a dimension too: `prop.plan` asks for `event:props:plan`. */
export const propDimension = (name: string): Dimension => row("Behaviour", `${PROP_PREFIX}${name}`, `event:props:${name}`, name, name);

/** Named filters of the project: something to filter by, and nothing to break down by. */
export const SEGMENT = "segment";
const segment = row("Behaviour", SEGMENT, SEGMENT, "Segment", "Segments");

export function dimensionOf(key: string): Dimension | null {
  if (key === SEGMENT) return segment;
  if (isPropKey(key) && key.length > PROP_PREFIX.length) return propDimension(key.slice(PROP_PREFIX.length));
  return byKey.get(key) ?? null;
}

export const isEventDimension = (dimension: Dimension): boolean => dimension.api.startsWith("event:") && dimension.api !== "event:page";
export const isPropKey = (key: string): boolean => key.startsWith(PROP_PREFIX);
