import Link from "next/link";

const title = "Guides";

/** A page of the older router. */
export default function Guide() {
  return (
    <main>
      <h1>{title}</h1>
      <Link href="/guides/hanging">Hanging</Link> <Link href="/guides/standing">Standing</Link>
    </main>
  );
}
