// The public surface of @footfall/nest: written by hand and reviewed, shipped as it is, as that of @footfall/client is.
import type { AnalyticsClient, ClientOptions, EventOptions, ExperimentOptions, Props, ViewOptions } from "@footfall/client";
import type { ForRequestOptions, IncomingRequest, RequestAnalytics } from "@footfall/client/server";
import type {
  ArgumentsHost,
  CallHandler,
  DynamicModule,
  ExecutionContext,
  FactoryProvider,
  ModuleMetadata,
  NestInterceptor,
  OnApplicationShutdown,
} from "@nestjs/common";
import type { BaseExceptionFilter } from "@nestjs/core";
import type { Observable } from "rxjs";

export interface FootfallModuleOptions extends ClientOptions, Pick<ForRequestOptions, "forward" | "proxies"> {
  /** Tells of each request that a controller answers: the event `http.request` with `method`, `route`, `status` and its duration. Default: true. */
  requests?: boolean;
  /** Tells of errors that nobody handled, the event `error` with `type`, `status`, `method` and `route`; answers below 500 are none. Default: true. */
  errors?: boolean;
  /** What stands before the route in an event's address, such as `https://api.example.org`. Default: none, so that events have no address. */
  baseUrl?: string;
  /** Who makes the request, in identified projects. */
  personOf?: (request: IncomingRequest) => Pick<EventOptions, "visitor" | "session" | "user" | "unlinked"> | undefined;
  /** Requests that nobody needs to know of, such as those that ask whether the server is well. */
  ignore?: (route: string, method: string) => boolean;
}

export interface FootfallModuleAsyncOptions extends Pick<ModuleMetadata, "imports"> {
  inject?: FactoryProvider["inject"];
  // biome-ignore lint/suspicious/noExplicitAny: what is injected is the caller's, as in all factories of Nest.
  useFactory: (...injected: any[]) => FootfallModuleOptions | Promise<FootfallModuleOptions>;
}

/** Known in the whole application once it is imported by one module. */
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class.
export declare class FootfallModule {
  /** The module with options that are known at once. */
  static forRoot(options: FootfallModuleOptions): DynamicModule;
  /** The module with options that a factory makes, of what is injected into it. */
  static forRootAsync(options: FootfallModuleAsyncOptions): DynamicModule;
}

/** The client's calls, in the name of the visitor whose request is being answered; outside of a request in nobody's. */
export declare class FootfallService implements RequestAnalytics, OnApplicationShutdown {
  constructor(options: FootfallModuleOptions);
  /** The client itself, which knows of no request. */
  readonly client: AnalyticsClient;
  /** The visitor opened a page. */
  trackView(view?: ViewOptions): void;
  /** The visitor did something to an element. */
  trackInteraction(type: string, data?: Props, options?: EventOptions): void;
  /** Something of your own happened. */
  trackEvent(name: string, props?: Props, options?: EventOptions): void;
  /** The variant that the visitor is given, as the client's own call. */
  experiment(key: string, options?: ExperimentOptions): Promise<string | undefined>;
  /** The event `error` with the error's type and what you say of it, each error once. Its words are not sent. */
  trackError(error: unknown, props?: Props): void;
  /** Sends what waits when the application is closed. */
  onApplicationShutdown(): Promise<void>;
}

/** Registered by the module for all controllers. */
export declare class FootfallInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown>;
}

/** Registered by the module for all errors. An application with a filter of its own for all errors calls `trackError` there. */
export declare class FootfallExceptionFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void;
}

/**
 * Tells of an event when the method of a controller or a provider has succeeded. `describe` makes its props of the result (of a promise, what it gave) and of
 * what was given: choose what may be known.
 */
export declare function Track(
  event: string,
  // biome-ignore lint/suspicious/noExplicitAny: a decorator does not know yet where it will stand.
  describe?: (result: any, ...given: any[]) => Props | undefined,
): MethodDecorator;

/** Tells of errors that the method throws, as the event `error` with `type` and `method`, and throws them on. */
export declare function TrackError(props?: Props): MethodDecorator;
