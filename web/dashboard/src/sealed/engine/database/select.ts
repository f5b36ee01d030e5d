// Rows of `events` on their way back to whoever keeps the books: each column as that can be read again without a loss.
import type { Column } from "../tables/columns";

const expressions: Record<string, (name: string) => string> = {
  // A column that the segment's schema has not.
  "": () => "NULL",
  UUID: (name) => `${name}::VARCHAR`,
  UBIGINT: (name) => `${name}::VARCHAR`,
  TIMESTAMP: (name) => `epoch_ms(${name})`,
  TIMESTAMP_S: (name) => `epoch_ms(${name}::TIMESTAMP)`,
  "DECIMAL(18, 3)": (name) => `(${name} * 1000)::BIGINT::VARCHAR`,
  "MAP(VARCHAR, VARCHAR)": (name) => `CASE WHEN ${name} IS NOT NULL THEN [map_keys(${name}), map_values(${name})] END`,
  "MAP(VARCHAR, DOUBLE)": (name) => `CASE WHEN ${name} IS NOT NULL THEN [map_keys(${name}), map_values(${name})::VARCHAR[]] END`,
};

/** The select list for these columns, in their order. */
export const selectOf = (columns: readonly Column[]): string =>
  columns.map(({ name, type }) => `${expressions[type]?.(`"${name}"`) ?? `"${name}"`} AS "${name}"`).join(", ");
