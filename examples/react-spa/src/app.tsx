import { Track, useErrorBoundary, useExperiment, usePageView } from "@footfall/react";
import { useRoute } from "./route";

const Lamps = ({ go }: { go: (path: string) => void }) => (
  <>
    <h1>Lamps</h1>
    {["71", "72"].map((id) => (
      <button type="button" key={id} onClick={() => go(`/lamps/${id}`)}>
        Lamp {id}
      </button>
    ))}
  </>
);

const Lamp = ({ id }: { id: string }) => {
  const { variant } = useExperiment("checkout");
  const { report, show } = useErrorBoundary();
  const rate = () => {
    const failed = new RangeError("No stars yet.");
    report(failed);
    show(failed);
  };
  return (
    <>
      <h1>Lamp {id}</h1>
      <Track event="cart.filled" props={{ seats: 1 }}>
        <button type="button">{variant === "b" ? "Buy now" : "Add to cart"}</button>
      </Track>
      <button type="button" onClick={rate}>
        Rate it
      </button>
      <Track event="reviews.seen" on="seen">
        <section style={{ marginTop: "150vh" }}>Reviews</section>
      </Track>
    </>
  );
};

export const App = () => {
  const { path, id, go } = useRoute();
  // Told by its route: which lamp it was is nobody's business here.
  usePageView(id ? "/lamps/[id]" : path);
  return id ? <Lamp id={id} /> : <Lamps go={go} />;
};
