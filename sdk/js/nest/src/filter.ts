import { type ArgumentsHost, Catch, HttpException, Inject } from "@nestjs/common";
import { BaseExceptionFilter } from "@nestjs/core";
import { requestOf, routeOf } from "./route";
import { FootfallService } from "./service";

/** Tells of what nobody handled, and answers as Nest does. */
@Catch()
export class FootfallExceptionFilter extends BaseExceptionFilter {
  @Inject(FootfallService) private readonly service!: FootfallService;

  override catch(exception: unknown, host: ArgumentsHost): void {
    // Others than HTTP answer by themselves to what is thrown.
    if (host.getType() !== "http") {
      if (this.service.options.errors !== false) this.service.trackError(exception);
      throw exception;
    }
    this.tell(exception, host);
    super.catch(exception, host);
  }

  private tell(exception: unknown, host: ArgumentsHost): void {
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    if (this.service.options.errors === false || status < 500) return;
    const request = requestOf(host);
    const route = routeOf(request);
    this.service.within(this.service.speakFor(request, route ?? ""), () =>
      this.service.trackError(exception, { status, method: request.method, route }),
    );
  }
}
