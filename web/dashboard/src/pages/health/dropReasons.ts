/** What each drop reason means to the owner, and what can be done about it. */
export const DROP_REASONS: Record<string, { name: string; text: string }> = {
  not_an_object: { name: "Not an object", text: "A member of the batch was no JSON object. The sender’s code is wrong." },
  missing_name: { name: "No name", text: "The event had no name. Every event needs one." },
  invalid_name: { name: "Bad name", text: "The name was empty, too long or had control characters." },
  invalid_field: { name: "Bad field", text: "A reserved field, such as time or revenue, had a value of the wrong kind." },
  invalid_url: { name: "Bad address", text: "The event’s url was not an absolute address." },
  too_many_props: { name: "Too many props", text: "The event had more props than the limit allows (64 by default)." },
  too_deep: { name: "Nested too deeply", text: "Props were nested more than five levels deep." },
  too_many_events: { name: "Batch too long", text: "The batch had more events than the limit allows; those beyond it were dropped." },
  host_not_allowed: {
    name: "Host not allowed",
    text: "The event came from a host that the project’s settings do not allow. Add it there if it is yours.",
  },
  identity_not_allowed: {
    name: "Identity in an anonymous project",
    text: "The event carried a visitor, session or user id, which this project promised not to take.",
  },
  opted_out: { name: "Opted out", text: "The sender signals Do Not Track or Global Privacy Control, and the project respects it." },
  undeclared_event: {
    name: "Undeclared event",
    text: "The project takes declared custom events only. Declare it in the settings if it is yours.",
  },
  event_too_large: { name: "Too large", text: "The event, once encoded, was larger than a journal record may be." },
  not_an_event: { name: "A log, no event", text: "OpenTelemetry log records without an event’s name are not kept." },
  beyond_retention: { name: "Too old", text: "The event was older than the project keeps events." },
};

/** What the detector saw, in words. Reasons that a newer server adds are shown by their own names. */
export const BOT_REASONS: Record<string, string> = {
  crawler: "Names itself a crawler, monitor or program in its user agent",
  headless: "A browser without a window",
  automation: "A browser that says a program drives it",
  datacenter: "Comes from a network that you listed as a data centre’s",
  referrer_spam: "Comes from a site known to advertise itself by false referrers",
  no_user_agent: "Sends no user agent, or nothing that a browser would send",
  prefetch: "A page fetched ahead of a visit that may never come",
};
