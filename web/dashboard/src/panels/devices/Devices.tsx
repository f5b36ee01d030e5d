import { Panel } from "../../breakdown/Panel";
import { type Tab, useTab } from "../../breakdown/useTab";
import { useStanding } from "../../overview/context";
import { soleValue } from "../../question/filters";

type Key = "browser" | "browser_version" | "os" | "os_version" | "device" | "language";

/** What people used. A browser or a system opens into its versions. */
export function Devices() {
  const { view } = useStanding();
  const browser = soleValue(view.filters, "browser");
  const os = soleValue(view.filters, "os");
  const tabs: readonly Tab<Key>[] = [
    browser ? { key: "browser_version", label: `${browser} versions` } : { key: "browser", label: "Browsers" },
    os ? { key: "os_version", label: `${os} versions` } : { key: "os", label: "Systems" },
    { key: "device", label: "Devices" },
    { key: "language", label: "Languages" },
  ];
  const [tab, choose] = useTab<Key>("devices", tabs, browser ? "browser_version" : os ? "os_version" : null);
  return <Panel title="With what" tabs={tabs} chosen={tab} onChoose={choose} />;
}
