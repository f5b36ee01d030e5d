const files = import.meta.glob<string>("../../../../../../src/Storage/Events/Migrations/*.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The texts of the server's migrations of its event store, in the order of their numbers. */
export const migrations: readonly string[] = Object.keys(files)
  .sort()
  .map((name) => files[name] as string);
