"use server";

import { redirect } from "next/navigation";
import { analytics } from "../lib/analytics";

export const order = analytics.action(
  "order.placed",
  async (_: FormData) => {
    redirect("/thanks");
  },
  (form) => ({ seats: Number(form.get("seats")) }),
);
