const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** Days, weeks and months are cut in this zone. */
export function TimeZoneField({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const all = zones.includes(value) ? zones : [value, ...zones];
  return (
    <div class="field">
      <label for="time-zone">Time zone</label>
      <select id="time-zone" class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {all.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </select>
      <p class="hint">Days start at midnight there.</p>
    </div>
  );
}
