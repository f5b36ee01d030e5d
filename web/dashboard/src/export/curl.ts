/** A request as a line for a shell; the token is left to whoever runs it. */
export const curlOf = (address: string, body: unknown): string =>
  `curl ${quoted(address)} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`;

/** POSIX: nothing is special within single quotes but their end. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
