import type { IncomingRequest } from "@footfall/client/server";
import type { ExecutionContext } from "@nestjs/common";

/** What Express and Fastify know of a request's route once it is found. */
interface Routed extends IncomingRequest {
  readonly method?: string;
  readonly route?: { path?: unknown };
  readonly routeOptions?: { url?: unknown };
}

export const requestOf = (host: Pick<ExecutionContext, "switchToHttp">): Routed => host.switchToHttp().getRequest<Routed>();

/** The route as it is written in the code, `/orders/:id`, never the path that was asked for. */
export const routeOf = (request: Routed): string | undefined => {
  const route = request.route?.path ?? request.routeOptions?.url;
  return typeof route === "string" ? route : undefined;
};
