import { Empty } from "../controls/States";

export function NotFound() {
  return (
    <Empty icon="search" title="There is no such page">
      The address may be mistyped, or what it showed was deleted. <a href="/">Go to your projects</a>.
    </Empty>
  );
}
