import { AnalyticsClient } from "@footfall/client";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { AnalyticsProviderProps } from "../types/index";
import { Handle } from "./handle";

interface Provided {
  readonly client: AnalyticsClient;
  readonly experiments: Readonly<Record<string, string>>;
}

const none: Readonly<Record<string, string>> = {};
let told = false;

/** Without a provider: an application must not break because it is not counted. */
const nobody: Provided = { client: new Handle(0), experiments: none };
const Context = createContext<Provided | undefined>(undefined);

export const AnalyticsProvider = ({ options, client, experiments = none, children }: AnalyticsProviderProps) => {
  const [handle] = useState(() => (client ? undefined : new Handle()));
  // Ended a moment later, unless it is shown again at once, as React's strict mode does to find faults.
  const [life] = useState<{ client?: AnalyticsClient; ending?: ReturnType<typeof setTimeout> }>({});

  // The client is made once, of the options of the first rendering.
  // biome-ignore lint/correctness/useExhaustiveDependencies: options are usually written anew at each rendering.
  useEffect(() => {
    if (!handle || !options) return undefined;
    clearTimeout(life.ending);
    life.client ??= new AnalyticsClient(options);
    handle.attach(life.client);
    return () => {
      life.ending = setTimeout(() => {
        const ended = life.client;
        handle.detach();
        delete life.client;
        void ended?.shutdown();
      });
    };
  }, [handle, life]);

  const used = client ?? handle ?? nobody.client;
  const provided = useMemo(() => ({ client: used, experiments }), [used, experiments]);
  return <Context.Provider value={provided}>{children}</Context.Provider>;
};

export const useProvided = (): Provided => {
  const provided = useContext(Context);
  if (!provided && !told) {
    told = true;
    console.warn("footfall: there is no AnalyticsProvider around this component. Nothing is sent.");
  }
  return provided ?? nobody;
};

export const useAnalytics = (): AnalyticsClient => useProvided().client;
