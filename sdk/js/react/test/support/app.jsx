// What the tests look at: an application under React's strict mode, which runs each effect twice to find those that count twice.
import { AnalyticsProvider, ErrorBoundary, Track, useAnalytics, useErrorBoundary, useExperiment, usePageView } from "@footfall/react";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const Pages = () => {
  const [page, setPage] = useState("/");
  usePageView(page);
  return ["/", "/pricing"].map((to) => (
    <button type="button" key={to} onClick={() => setPage(to)}>
      to {to}
    </button>
  ));
};

const Variant = ({ name }) => {
  const { variant, loading } = useExperiment(name);
  return <output id={name}>{loading ? "…" : (variant ?? "control")}</output>;
};

const Price = ({ fails }) => {
  if (fails) throw new RangeError("canary of somebody@example.org");
  return "42";
};

const Fragile = ({ withMessage }) => {
  const [fails, setFails] = useState(false);
  return (
    <ErrorBoundary
      withMessage={withMessage}
      fallback={(error, retry) => (
        <button
          type="button"
          onClick={() => {
            setFails(false);
            retry();
          }}
        >
          retry after {error.name}
        </button>
      )}
    >
      <button type="button" onClick={() => setFails(true)}>
        fail
      </button>
      <Price fails={fails} />
      <Late />
    </ErrorBoundary>
  );
};

const Late = () => {
  const { report, show } = useErrorBoundary();
  const failed = new TypeError("late");
  return (
    <button
      type="button"
      onClick={() => {
        report(failed);
        report(failed);
        show(failed);
      }}
    >
      fail later
    </button>
  );
};

const Client = () => {
  window.client = useAnalytics();
  return null;
};

const scenes = {
  pages: () => <Pages />,
  variants: () => (
    <>
      <Variant name="checkout" />
      <Variant name="none" />
    </>
  ),
  chosen: () => <Variant name="checkout" />,
  tracked: () => (
    <>
      <Track event="cart.opened" props={{ from: "top" }} options={{ interactive: true }}>
        <button type="button">cart</button>
      </Track>
      <Track event="newsletter.asked" on="submit" as="div">
        <form onSubmit={(event) => event.preventDefault()}>
          <button type="submit">subscribe</button>
        </form>
      </Track>
      <Track event="banner.shown" on="appear">
        <p>banner</p>
      </Track>
      <div style={{ height: 3000 }} />
      <Track event="footer.seen" on="seen">
        <footer>footer</footer>
      </Track>
    </>
  ),
  fragile: () => <Fragile />,
  spoken: () => <Fragile withMessage={true} />,
};

window.start = (scene, options, experiments, bare = false) => {
  const root = createRoot(document.getElementById("app"), { onCaughtError: () => undefined });
  const Scene = scenes[scene];
  const inside = (
    <>
      <Client />
      <Scene />
    </>
  );
  root.render(
    <StrictMode>
      {bare ? (
        inside
      ) : (
        <AnalyticsProvider options={options} experiments={experiments}>
          {inside}
        </AnalyticsProvider>
      )}
    </StrictMode>,
  );
  window.end = () => root.unmount();
};
