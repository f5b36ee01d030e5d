import { lettersOf, type Notice, type NoticeLetter } from "../../api/notices";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { CopyBox } from "../../controls/Copy";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { Failed, Skeleton } from "../../controls/States";
import { showInstant } from "../../format/dates";

const placeOf = (output: string): string => (output.startsWith("email:") ? output.slice("email:".length) : output);

const stateOf = ({ state, attempts, next_at, error }: NoticeLetter): string => {
  if (state === "sent") return "sent";
  if (state === "failed") return `given up: ${error ?? ""}`;
  return attempts === 0 ? "about to be sent" : `tried ${attempts}×, again ${next_at ? showInstant(next_at) : "soon"}: ${error ?? ""}`;
};

/** What became of a notice's letters, and the secret that its webhook is signed with. */
export function History({ project, notice }: { project: Project; notice: Notice }) {
  const asked = useAsked(`letters ${notice.id}`, () => lettersOf(project, notice.id));
  return (
    <div class="notice-history">
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.value && !asked.error && <Skeleton rows={2} />}
      {asked.value?.items.length === 0 && <p class="muted">Nothing has been sent so far.</p>}
      {asked.value && asked.value.items.length > 0 && (
        <ScrollRegion label={`What was sent of ${notice.name}`}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Due</th>
                <th scope="col">To</th>
                <th scope="col">What became of it</th>
              </tr>
            </thead>
            <tbody>
              {asked.value.items.map((letter) => (
                <tr key={letter.due + letter.output}>
                  <td class="num">
                    {showInstant(letter.due)}
                    {letter.is_test && " (test)"}
                  </td>
                  <td>{placeOf(letter.output)}</td>
                  <td>{stateOf(letter)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {notice.body.outputs.webhook && <CopyBox label="Secret of the webhook’s signature" text={notice.secret} />}
    </div>
  );
}
