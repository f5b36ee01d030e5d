import type { Definition } from "../api/definitions";
import { type Standing, useStanding } from "../overview/context";
import { SEGMENT } from "../question/dimensions";
import { type Filter, toApi } from "../question/filters";
import { writeView } from "../question/view";
import { navigate } from "../router";
import { expandFilters } from "../sealed/answer/segments";
import { SavedMenu, type Words } from "./SavedMenu";

const SEGMENTS: Words = {
  menu: "Segments",
  one: "segment",
  what: "these filters",
  none: "A segment is a set of filters with a name. Set some filters, and save them here to use them on every page.",
  loss: "Whatever names it – filters, saved views, saved reports – cannot be answered any more. The events stay.",
};

const VIEWS: Words = {
  menu: "Views",
  one: "view",
  what: "this view",
  none: "A view is this page with its period, its filters and what it asks. Save it to find it again.",
  loss: "Its name is gone; what it showed stays.",
};

/** Beside the filters of every page: those that have a name, and pages that have one. */
export function SavedBar() {
  const standing = useStanding();
  return (
    <>
      <Segments standing={standing} />
      <Views standing={standing} />
    </>
  );
}

function Segments({ standing: { view, go } }: { standing: Standing }) {
  const named = (op: "is" | "is_not", { id }: Pick<Definition<"segment">, "id">): Filter => ({ op, key: SEGMENT, values: [id] });
  const others = view.filters.filter((filter) => filter.key !== SEGMENT);
  const isNamed = ({ id }: Definition<"segment">): boolean =>
    view.filters.some((filter) => filter.key === SEGMENT && filter.values.includes(id));
  return (
    <SavedMenu
      kind="segment"
      icon="user"
      words={SEGMENTS}
      // Of one that is there already there is nothing to save; within others it is written out.
      body={(all) => (others.length === 0 ? null : bodyOf(view.filters, all))}
      isCurrent={isNamed}
      onOpen={(segment) => () => go({ filters: [...others, named("is", segment)] })}
      onExclude={(segment) => go({ filters: [...others, named("is_not", segment)] })}
      onSaved={(segment) => go({ filters: [named("is", segment)] })}
    />
  );
}

/** Null where a filter names a segment that is gone. */
function bodyOf(filters: readonly Filter[], all: readonly Definition<"segment">[]) {
  const known = filters.every((filter) => filter.key !== SEGMENT || filter.values.every((id) => all.some((segment) => segment.id === id)));
  return known ? { filters: expandFilters(toApi(filters), all) } : null;
}

function Views({ standing: { project, view } }: { standing: Standing }) {
  const page = location.pathname.split("/")[3] || "overview";
  const address = writeView({ ...view, details: null });
  const addressOf = ({ body }: Definition<"view">): string => {
    const path = `/projects/${project.id}${body.page === "overview" ? "" : `/${body.page}`}`;
    return project.mode === "sealed" && body.address ? `${path}#${body.address}` : path + body.address;
  };
  return (
    <SavedMenu
      kind="view"
      icon="bookmark"
      words={VIEWS}
      body={() => ({ page, address })}
      isCurrent={({ body }) => body.page === page && body.address === address}
      onOpen={(saved) => () => navigate(addressOf(saved))}
    />
  );
}
