import { PagesAnalytics } from "@footfall/next/pages";
import type { AppProps } from "next/app";
import { options } from "../lib/settings";

export default function App({ Component, pageProps }: AppProps) {
  return (
    <PagesAnalytics options={options} templates={true}>
      <Component {...pageProps} />
    </PagesAnalytics>
  );
}
