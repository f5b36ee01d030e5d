import type { FunctionComponent } from "preact";
import { useAsked } from "../api/useAnswer";
import { Failed, Skeleton } from "./States";

/** A part that stands beside others: there is nothing in its place until it is loaded, and nothing where it cannot be. */
export function quietly<P extends object>(name: string, load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  return function Quiet(props: P) {
    const { value } = useAsked(`part ${name}`, async () => ({ Part: await load() }));
    return value ? <value.Part {...props} /> : null;
  };
}

/** A page that few open: its code is loaded when it is first shown. `name` tells it from others. */
export function later<P extends object>(name: string, load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  return function Later(props: P) {
    const { value, error, retry } = useAsked(`page ${name}`, async () => ({ Page: await load() }));
    if (error) return <Failed error={error} retry={retry} />;
    return value ? <value.Page {...props} /> : <Skeleton rows={6} />;
  };
}
