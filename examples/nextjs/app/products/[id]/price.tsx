"use client";

import { useAnalytics } from "@footfall/react";
import { useState } from "react";

export function Price({ id }: { id: string }) {
  const analytics = useAnalytics();
  const [price, setPrice] = useState<string>();
  const ask = async () => {
    const answer = await fetch(`/api/products/${id}`);
    setPrice((await answer.json()).price);
    analytics.trackEvent("price.asked");
  };
  return price ? (
    <p>{price}</p>
  ) : (
    <button type="button" onClick={ask}>
      What does it cost?
    </button>
  );
}
