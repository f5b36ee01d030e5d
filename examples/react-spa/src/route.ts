import { useEffect, useState } from "react";

/** As much of a router as two pages need. */
export const useRoute = () => {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const moved = () => setPath(location.pathname);
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const go = (to: string) => {
    history.pushState(null, "", to);
    setPath(to);
  };
  return { path, id: /^\/lamps\/(\d+)$/.exec(path)?.[1], go };
};
