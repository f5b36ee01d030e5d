import { readRealtime } from "./contents";
import { send } from "./http";
import type { LiveEvent } from "./types";

export interface LiveState {
  /** `live`: by WebSocket; `polling`: numbers only, every 15 s; `connecting`: neither yet. */
  by: "connecting" | "live" | "polling";
  /** The server ended it because whoever is signed in may not read the project any more. */
  revoked: boolean;
  visitorsNow: number | null;
  /** Newest first. */
  events: LiveEvent[];
  /** Grows with each message that brought events. */
  beat: number;
}

/** An envelope of a sealed project, as it was committed. Bytes are base64url. */
export interface LiveEnvelope {
  seq: number;
  epoch: string;
  hour: string;
  bytes: string;
  note: string;
}

type Message =
  | { type: "hello"; visitors_now?: number }
  | { type: "events"; items: LiveEvent[] }
  | { type: "visitors"; now: number }
  | ({ type: "envelope" } & LiveEnvelope);

/** What a sealed project's reader does with its stream. */
export interface SealedStream {
  /** The stream begins, for the first time or again: something may have come in between. */
  began: () => void;
  arrived: (envelope: LiveEnvelope) => void;
}

/** Before the first word of the server. */
export const notYetLive: LiveState = { by: "connecting", revoked: false, visitorsNow: null, events: [], beat: 0 };

/** RFC 6455's "policy violation", as docs/api/live.md has it. */
const REVOKED = 1008;
const KEPT_EVENTS = 60;
const POLL_MS = 15_000;

/** How long to wait before the next attempt to connect: 1, 2, 4 … 60 seconds. */
export const retryDelay = (failures: number): number => Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));

/** The live view of one project: a WebSocket opened with a one-use ticket, and polling while there is none. */
export class LiveConnection {
  private state = notYetLive;
  private socket: WebSocket | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private poller: ReturnType<typeof setInterval> | undefined;
  private closed = false;

  constructor(
    private readonly project: string,
    private readonly onChange: (state: LiveState) => void,
    private readonly sealed?: SealedStream,
  ) {
    void this.connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.poller);
    this.socket?.close();
  }

  private async connect(): Promise<void> {
    try {
      const { ticket } = await send<{ ticket: string }>("POST", "/api/v1/live-tickets", { project: this.project });
      if (this.closed) return;
      const scheme = location.protocol === "https:" ? "wss" : "ws";
      const query = `project=${encodeURIComponent(this.project)}&ticket=${encodeURIComponent(ticket)}`;
      this.listen(new WebSocket(`${scheme}://${location.host}/live?${query}`));
    } catch {
      this.failed(); // the reason is the server's or the proxy's; the reader is told by `polling`
    }
  }

  private listen(socket: WebSocket): void {
    this.socket = socket;
    socket.onmessage = (message) => this.take(JSON.parse(String(message.data)) as Message);
    socket.onclose = ({ code }) => {
      if (code === REVOKED && !this.closed) this.show({ ...this.state, by: "polling", revoked: true });
      this.failed();
    };
  }

  private take(message: Message): void {
    this.failures = 0;
    clearInterval(this.poller);
    this.poller = undefined;
    const next: LiveState = { ...this.state, by: "live", revoked: false };
    if (message.type === "hello") {
      next.visitorsNow = message.visitors_now ?? null;
      this.sealed?.began();
    }
    if (message.type === "envelope") this.sealed?.arrived(message);
    if (message.type === "visitors") next.visitorsNow = message.now;
    if (message.type === "events") {
      next.events = [...[...message.items].reverse(), ...this.state.events].slice(0, KEPT_EVENTS);
      next.beat = this.state.beat + 1;
    }
    this.show(next);
  }

  private failed(): void {
    if (this.closed) return;
    this.failures += 1;
    if (this.failures > 1 && !this.poller) {
      this.poller = setInterval(() => void this.poll(), POLL_MS);
      void this.poll();
    }
    this.timer = setTimeout(() => void this.connect(), retryDelay(this.failures));
  }

  private async poll(): Promise<void> {
    const visitors = await readRealtime(this.project).then(
      (answer) => answer.visitors,
      () => null,
    );
    if (!this.closed) this.show({ ...this.state, by: "polling", visitorsNow: visitors, beat: this.state.beat + 1 });
  }

  private show(state: LiveState): void {
    this.state = state;
    this.onChange(state);
  }
}
