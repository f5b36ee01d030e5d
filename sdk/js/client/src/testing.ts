import type { Answer, OutgoingRequest } from "../types/index";
import type { TestTransport as Api, SentEvent } from "../types/testing";

export class TestTransport implements Api {
  readonly requests: OutgoingRequest[] = [];
  readonly events: SentEvent[] = [];
  private readonly answers: (Answer | "cut")[] = [];

  answerNext(...answers: (Answer | "cut")[]): void {
    this.answers.push(...answers);
  }

  clear(): void {
    this.requests.length = this.events.length = 0;
  }

  async send(request: OutgoingRequest): Promise<Answer> {
    this.requests.push(request);
    const answer = this.answers.shift() ?? { status: 202 };
    if (answer === "cut") throw new Error("The connection was cut.");
    if (answer.status === 202)
      for (const event of eventsOf(request)) if (!this.events.some(({ id }) => id === event.id)) this.events.push(event);
    return answer;
  }
}

/** A batch, or the one event of a short call. Sealed bodies are bytes, and nothing in them can be read. */
const eventsOf = ({ body }: OutgoingRequest): SentEvent[] => {
  if (typeof body !== "string") return [];
  const { events, context, ...single } = JSON.parse(body);
  return Array.isArray(events) ? events.map((event) => ({ ...context, ...event })) : [single];
};
