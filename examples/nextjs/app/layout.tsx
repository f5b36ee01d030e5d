import { AppAnalytics } from "@footfall/next/app";
import type { ReactNode } from "react";
import { options } from "../lib/settings";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <AppAnalytics options={options} templates={true}>
          {children}
        </AppAnalytics>
      </body>
    </html>
  );
}
