import { eventually } from "../../EndToEnd.Tests/support/server.mjs";

/** Waits until a project has so many events, and returns them. */
export const arrived = (stage, project, count) =>
  eventually(
    () => stage.recent(project),
    (events) => events.length >= count,
    `${count} events of ${project.name}`,
  );

/** How often each name was stored. */
export const countsOf = (events) => {
  const counts = {};
  for (const { name } of events) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** Everything that was stored, as one text, to look for what must not be in it. */
export const everything = (events) => JSON.stringify(events);

/** What a person's record may say, and no store may keep. */
export const personal = {
  email: "ada@example.com",
  phone: "+44 20 7946 0958",
  name: "Ada Lovelace",
  firstName: "Ada",
  lastName: "Lovelace",
  address: { street: "12 St James's Square" },
};

/** The personal values that are in a text. */
export const leaks = (text) =>
  [personal.email, personal.phone, personal.name, "Lovelace", personal.address.street, "203.0.113.9"].filter((value) =>
    text.includes(value),
  );
