/** How much an event may carry: the defaults of src/Ingestion/IngestionLimits.cs. */
export const limits = {
  name: 120,
  value: 2048,
  propName: 200,
  props: 64,
  propDepth: 5,
  groups: 16,
  /** Of visitor, session, user, group keys and ids. */
  identity: 200,
  language: 35,
  library: 64,
  userAgent: 1024,
};
