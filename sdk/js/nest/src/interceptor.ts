import type { ServerResponse } from "node:http";
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from "@nestjs/common";
import { Observable } from "rxjs";
import { requestOf, routeOf } from "./route";
import { FootfallService } from "./service";

/** Tells of a request when its answer is through, and lets everything inside speak for its visitor. */
@Injectable()
export class FootfallInterceptor implements NestInterceptor {
  @Inject(FootfallService) private readonly service!: FootfallService;

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== "http") return next.handle();
    const request = requestOf(context);
    const route = routeOf(request) ?? `${context.getClass().name}.${context.getHandler().name}`;
    const method = request.method ?? "";
    const visitor = this.service.speakFor(request, route);
    const { requests = true, ignore } = this.service.options;
    if (requests && !ignore?.(route, method)) {
      const began = performance.now();
      const answer = context.switchToHttp().getResponse<ServerResponse | { raw: ServerResponse }>();
      const response = "raw" in answer ? answer.raw : answer;
      // By then a filter may have made another status of what the method threw.
      response.once("close", () => {
        const cut = response.writableFinished ? {} : { cut: true };
        const durationMs = Math.round(performance.now() - began);
        visitor.trackEvent("http.request", { method, route, status: response.statusCode, ...cut }, { interactive: false, durationMs });
      });
    }
    return new Observable((subscriber) => this.service.within(visitor, () => next.handle().subscribe(subscriber)));
  }
}
