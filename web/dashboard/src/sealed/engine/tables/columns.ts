// The columns of `events` and `visits`, read from the server's own migrations, so that the reader's tables have them as soon as the server's do.

export interface Column {
  name: string;
  /** As the migration writes it, such as `MAP(VARCHAR, DOUBLE)`. */
  type: string;
}

const definition = (text: string): Column => {
  const [, name, type] = /^"?(\w+)"? (.+?)(?: NOT NULL)?$/.exec(text.trim()) as RegExpExecArray;
  return { name: name as string, type: type as string };
};

/** `migrations` are the files' texts in their order. */
export const columnsOf = (table: string, migrations: readonly string[]): Column[] =>
  migrations.flatMap((sql) => {
    const created = new RegExp(`CREATE TABLE ${table} \\(\\n([^;]*)\\n\\);`).exec(sql)?.[1]?.split(",\n") ?? [];
    const added = Array.from(sql.matchAll(new RegExp(`ALTER TABLE ${table} ADD COLUMN ([^;]*);`, "g")), ([, column]) => column as string);
    return [...created, ...added].map(definition);
  });
