import { AnalyticsProvider, ErrorBoundary } from "@footfall/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";

const options = {
  apiBaseUrl: import.meta.env.VITE_FOOTFALL_SERVER ?? "http://127.0.0.1:8000",
  key: import.meta.env.VITE_FOOTFALL_KEY ?? "",
  scrollTracking: true,
};

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <AnalyticsProvider options={options}>
      <ErrorBoundary fallback={<p>Something went wrong. We have been told, but not of you.</p>}>
        <App />
      </ErrorBoundary>
    </AnalyticsProvider>
  </StrictMode>,
);
