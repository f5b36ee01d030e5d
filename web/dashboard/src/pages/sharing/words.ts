/** The panels of the overview as they are offered, and which dimensions each may publish under a threshold; docs/sharing.md. */
export const PANELS: readonly { key: string; label: string; publishable: readonly { api: string; label: string }[] | null }[] = [
  { key: "totals", label: "Totals and chart", publishable: [] },
  {
    key: "acquisition",
    label: "How they came",
    publishable: [
      { api: "visit:source", label: "Sources" },
      { api: "visit:channel", label: "Channels" },
      { api: "visit:utm_campaign", label: "Campaigns" },
    ],
  },
  {
    key: "content",
    label: "What they saw",
    publishable: [
      { api: "event:page", label: "Pages" },
      { api: "visit:entry_page", label: "Entry pages" },
    ],
  },
  { key: "places", label: "From where", publishable: [{ api: "visit:country", label: "Countries" }] },
  {
    key: "devices",
    label: "With what",
    publishable: [
      { api: "visit:device", label: "Devices" },
      { api: "visit:browser", label: "Browsers" },
      { api: "visit:os", label: "Systems" },
    ],
  },
  { key: "behaviour", label: "Goals and events", publishable: null },
  { key: "live", label: "Visitors now", publishable: null },
];
