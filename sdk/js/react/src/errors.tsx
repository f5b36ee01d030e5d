import type { AnalyticsClient } from "@footfall/client";
import { Component, type ErrorInfo, useCallback, useState } from "react";
import type { ErrorBoundaryControl, ErrorBoundaryProps, ErrorReportOptions } from "../types/index";
import { useAnalytics } from "./provider";

const mostOfMessage = 200;

/** The same error often passes a boundary, a root's handler and the code that threw it. */
const reported = new WeakSet<object>();

/** `at Price (https://…)` in Chromium, `Price@https://…` elsewhere: the component alone, since an address says nothing that the page does not. */
const componentOf = (stack: string | null | undefined): string | undefined => /^\s*(?:at )?([\w$.]+)/m.exec(stack ?? "")?.[1];

const report = (
  client: AnalyticsClient,
  error: unknown,
  info: { componentStack?: string | null | undefined } | undefined,
  withMessage: boolean,
): void => {
  if (typeof error === "object" && error !== null) {
    if (reported.has(error)) return;
    reported.add(error);
  }
  const known = error instanceof Error;
  client.trackEvent(
    "error",
    {
      type: known ? error.name : typeof error,
      component: componentOf(info?.componentStack),
      ...(withMessage && { message: (known ? error.message : String(error)).slice(0, mostOfMessage) }),
    },
    { interactive: false },
  );
};

export const useErrorBoundary = ({ withMessage = false }: ErrorReportOptions = {}): ErrorBoundaryControl => {
  const analytics = useAnalytics();
  const [thrown, setThrown] = useState<{ error: unknown }>();
  if (thrown) throw thrown.error;
  return {
    report: useCallback((error, info) => report(analytics, error, info, withMessage), [analytics, withMessage]),
    show: useCallback((error) => setThrown({ error }), []),
  };
};

interface BoundaryProps extends Omit<ErrorBoundaryProps, "withMessage"> {
  report: ErrorBoundaryControl["report"];
}

class Boundary extends Component<BoundaryProps, { failed: { error: unknown } | undefined }> {
  override state: { failed: { error: unknown } | undefined } = { failed: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.report(error, info);
  }

  override render() {
    const { failed } = this.state;
    const { fallback, children } = this.props;
    if (!failed) return children;
    return typeof fallback === "function" ? fallback(failed.error, () => this.setState({ failed: undefined })) : fallback;
  }
}

export const ErrorBoundary = ({ withMessage = false, ...props }: ErrorBoundaryProps) => {
  const { report } = useErrorBoundary({ withMessage });
  return <Boundary {...props} report={report} />;
};
