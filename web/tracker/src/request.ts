/** A request without cookies. Rejects, with what `Retry-After` says, where another attempt may do better. */
export const request = async (address: string, more?: RequestInit): Promise<Response> => {
  const response = await fetch(address, { credentials: "omit", ...(SEALED && { referrerPolicy: "no-referrer" }), ...more });
  // 408: the line was too slow for the body, which is worth another attempt.
  if (response.status > 499 || response.status === 429 || response.status === 408) throw response.headers.get("retry-after");
  return response;
};
