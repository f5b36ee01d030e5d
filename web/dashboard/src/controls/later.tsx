import type { FunctionComponent } from "preact";
import { useAsked } from "../api/useAnswer";
import { Failed, Skeleton } from "./States";

/** A page that few open: its code is loaded when it is first shown. `name` tells it from others. */
export function later<P extends object>(name: string, load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  return function Later(props: P) {
    const { value, error, retry } = useAsked(`page ${name}`, async () => ({ Page: await load() }));
    if (error) return <Failed error={error} retry={retry} />;
    return value ? <value.Page {...props} /> : <Skeleton rows={6} />;
  };
}
