import "./vaults.css";

/** A fingerprint, to be read aloud. */
export function Words({ children }: { children: string }) {
  return (
    <code class="words">
      {children.split(" ").map((word, index) => (
        <span key={index}>{word} </span>
      ))}
    </code>
  );
}
