import type { ExperimentOptions } from "@footfall/client";
import { useEffect, useState } from "react";
import type { ExperimentResult } from "../types/index";
import { useProvided } from "./provider";

export const useExperiment = (key: string, options?: ExperimentOptions): ExperimentResult => {
  const { client, experiments } = useProvided();
  const chosen = options?.variant ?? (Object.hasOwn(experiments, key) ? experiments[key] : undefined);
  const [answer, setAnswer] = useState<{ key: string; variant: string | undefined }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: who asks and for what decides; weights are usually written anew at each rendering.
  useEffect(() => {
    let shown = true;
    void client.experiment(key, { ...options, ...(chosen !== undefined && { variant: chosen }) }).then((variant) => {
      if (shown) setAnswer({ key, variant });
    });
    return () => {
      shown = false;
    };
  }, [client, key, chosen, options?.visitor]);

  if (chosen !== undefined) return { variant: chosen, loading: false };
  const answered = answer?.key === key;
  return { variant: answered ? answer.variant : undefined, loading: !answered };
};
