import Link from "next/link";

export default function Start() {
  return (
    <main>
      <h1>Lamps</h1>
      <Link href="/products/71">A lamp</Link> <Link href="/products/72">Another lamp</Link>
    </main>
  );
}
