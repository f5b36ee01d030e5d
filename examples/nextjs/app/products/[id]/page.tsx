import Link from "next/link";
import { order } from "../../actions";
import { Price } from "./price";

export default async function Product({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <main>
      <h1>Lamp {id}</h1>
      <Price id={id} />
      <form action={order}>
        <input type="hidden" name="seats" value="2" />
        <button type="submit">Order two</button>
      </form>
      <Link href="/">All lamps</Link>
    </main>
  );
}
