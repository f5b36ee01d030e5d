import { Empty } from "../controls/States";

export function NotFound() {
  return (
    <Empty icon="search" title={<h1>There is no such page</h1>}>
      The address may be mistyped, or what it showed was deleted. <a href="/">Go to your projects</a>.
    </Empty>
  );
}
