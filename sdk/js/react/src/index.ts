import type * as Api from "../types/index";
import { ErrorBoundary as Boundary, useErrorBoundary as boundaryHook } from "./errors";
import { useExperiment as experimentHook } from "./experiment";
import { usePageView as viewHook } from "./page-view";
import { useAnalytics as analyticsHook, AnalyticsProvider as Provider } from "./provider";
import { Track as Tracked } from "./track";

// Each is held to the reviewed surface by the compiler.
export const AnalyticsProvider: typeof Api.AnalyticsProvider = Provider;
export const useAnalytics: typeof Api.useAnalytics = analyticsHook;
export const usePageView: typeof Api.usePageView = viewHook;
export const useExperiment: typeof Api.useExperiment = experimentHook;
export const Track: typeof Api.Track = Tracked;
export const useErrorBoundary: typeof Api.useErrorBoundary = boundaryHook;
export const ErrorBoundary: typeof Api.ErrorBoundary = Boundary;
