import { analytics } from "../../../../lib/analytics";

interface Context {
  params: Promise<{ id: string }>;
}

export const GET = analytics.route(async (_: Request, { params }: Context) => {
  const { id } = await params;
  return Response.json({ id, price: "42.50 EUR" });
});
