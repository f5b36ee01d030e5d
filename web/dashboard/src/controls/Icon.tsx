/** Line icons of 16 units, drawn here so that no icon font or set is loaded. */
const PATHS = {
  check: "M3 8.5 6.5 12 13 4.5",
  chevron: "m4 6 4 4 4-4",
  up: "m3 10 5-5 5 5",
  left: "m10 3-5 5 5 5",
  right: "m6 3 5 5-5 5",
  close: "m4 4 8 8m0-8-8 8",
  plus: "M8 3v10M3 8h10",
  filter: "M2 4h12M4.5 8h7M7 12h2",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.7-1.3L14 14",
  calendar: "M2.5 4.5h11v9h-11zM2.5 7.5h11M5.5 2.5v3M10.5 2.5v3",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5V11M8 5v.2",
  warning: "M8 2.5 14.5 13.5h-13ZM8 6.5v3.5M8 11.8v.2",
  exclude: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.8 3.8l8.4 8.4",
  table: "M2.5 3h11v10h-11zM2.5 6.5h11M2.5 9.75h11M6.5 6.5V13",
  chart: "M2 12.5 6 8l3 2.5 5-6.5",
  expand: "M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9",
  download: "M8 2.5v7m-3-3 3 3 3-3M3 13h10",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7",
  moon: "M13.5 9.5A6 6 0 1 1 6.5 2.5a5 5 0 0 0 7 7Z",
  auto: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 2v12M8 5h4.5M8 8h6M8 11h4.5",
  user: "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM2.5 14c.6-2.6 2.8-4 5.5-4s4.9 1.4 5.5 4",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4",
  arrow: "M3 8h9.5M9 4l4 4-4 4",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  key: "M5.5 13a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM7.3 8.7 13.5 2.5M11 5l2 2",
  bookmark: "M4 2.5h8v11L8 10.5l-4 3z",
  bell: "M4 11V7a4 4 0 0 1 8 0v4l1.5 1.5h-11zM6.5 14.5h3",
  share: "M8 10V2m0 0L5 5m3-3 3 3M3 8.5v5h10v-5",
  pencil: "m3 13 .7-3L11 2.7l2.3 2.3L6 12.3ZM9.5 4.2l2.3 2.3",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
