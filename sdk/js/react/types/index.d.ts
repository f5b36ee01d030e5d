// The public surface of @footfall/react: written by hand and reviewed, shipped as it is, as that of @footfall/client is.
import type { AnalyticsClient, ClientOptions, EventOptions, ExperimentOptions, Props, ViewOptions } from "@footfall/client";
import type { ComponentType, ErrorInfo, ReactElement, ReactNode } from "react";

interface ProviderCommon {
  children?: ReactNode;
  /** Variants that the server chose while it made the page, by key: the first picture is right, and the browser tells of them without asking. */
  experiments?: Readonly<Record<string, string>>;
}

export type AnalyticsProviderProps = ProviderCommon &
  (
    | {
        /** Makes one client in the browser when the page is shown, none while it is made on a server. Read once; changes need another `key` of the element. */
        options: ClientOptions;
        client?: undefined;
      }
    | {
        /** A client of your own, such as a test's; ending it is yours too. */
        client: AnalyticsClient;
        options?: undefined;
      }
  );

/** Gives what is inside a client: one of its own, made of `options`, or yours. */
export declare function AnalyticsProvider(props: AnalyticsProviderProps): ReactElement;

/** The provider's client; the same one at each rendering. Calls made before the page is shown are kept until it is. Without a provider it does nothing and says so once. */
export declare function useAnalytics(): AnalyticsClient;

/**
 * Tells of a view when the component appears, and again when the page it is given is another. A text is an address, whole or of this host; with nothing
 * it is the address that is open.
 */
export declare function usePageView(page?: string | ViewOptions): void;

export interface ExperimentResult {
  /** Undefined while it is being asked for, and where there is none: show the control. */
  readonly variant: string | undefined;
  readonly loading: boolean;
}

/** The variant that the visitor is given; the event that tells of it is made once, however many components ask. */
export declare function useExperiment(key: string, options?: ExperimentOptions): ExperimentResult;

export interface TrackProps {
  /** The event's name. */
  event: string;
  props?: Props;
  options?: EventOptions;
  /** `click` and `submit` of what is inside; `appear`: once, when it was rendered; `seen`: once, when half of it was on the screen. Default: `click`. */
  on?: "click" | "submit" | "appear" | "seen";
  /** The element around the children, which takes no place of its own. Default: `span`. */
  as?: "span" | "div" | "li" | "section";
  children?: ReactNode;
}

/** Tells of an event when something happens to what is inside. */
export declare function Track(props: TrackProps): ReactElement;

export interface ErrorReportOptions {
  /** Sends the error's message as well, at most 200 characters. Messages may name people: off by default, as then only its type and its component are told. */
  withMessage?: boolean;
}

export interface ErrorBoundaryControl {
  /** Tells of an error as the event `error`, each error once. Fits `onError` and `componentDidCatch` of any boundary, and `onCaughtError` of React 19's roots. */
  report(error: unknown, info?: Pick<ErrorInfo, "componentStack"> | { componentStack?: string | null | undefined }): void;
  /** Throws the error at the next rendering, so that the nearest boundary shows its fallback: for what fails in handlers and promises. */
  show(error: unknown): void;
}

/** Tells of errors, and shows the nearest boundary's fallback for those that React does not catch. */
export declare function useErrorBoundary(options?: ErrorReportOptions): ErrorBoundaryControl;

export interface ErrorBoundaryProps extends ErrorReportOptions {
  children?: ReactNode;
  /** What is shown instead; a function gets the error and what tries again. */
  fallback: ReactNode | ((error: unknown, retry: () => void) => ReactNode);
}

/** Shows the fallback where its children fail, and tells of it. */
export declare const ErrorBoundary: ComponentType<ErrorBoundaryProps>;
