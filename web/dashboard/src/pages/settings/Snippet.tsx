import { readShipped, scriptSource, unaltered } from "../../api/shipped";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { CopyBox } from "../../controls/Copy";
import { Failed, Skeleton } from "../../controls/States";
import { SealedSnippet } from "../../sealed/SealedSnippet";

/** Identified projects keep an id on the device, and so their tracker has to be told. */
const attributes = (project: Project): string =>
  `data-key="${project.key}"${project.mode === "identified" ? ' data-mode="identified" data-consent="required"' : ""}`;

/** The line to paste, for this server and this project. */
export function Snippet({ project }: { project: Project }) {
  return project.mode === "sealed" ? <SealedSnippet project={project} /> : <OpenSnippet project={project} />;
}

function OpenSnippet({ project }: { project: Project }) {
  const asked = useAsked("shipped", readShipped);
  if (asked.error) return <Failed error={asked.error} retry={asked.retry} />;
  if (!asked.value) return <Skeleton rows={3} />;
  const shipped = asked.value;
  const origin = shipped.server ?? location.origin;
  const script = (file: string, more: string): string => `<script defer src="${scriptSource(shipped, file)}" ${more}></script>`;
  return (
    <div class="stack snippet">
      <div>
        <p class="hint">Paste this line into the head of each page. New hostnames appear by themselves.</p>
        <CopyBox label="Snippet" text={script("footfall.js", attributes(project))} />
      </div>
      <details>
        <summary>Smaller, without a script, or from code</summary>
        <div class="stack snippet-more">
          <div>
            <p class="hint">Pageviews, engagement and custom events only, in 2 KB; no identity:</p>
            <CopyBox label="Small snippet" text={script("footfall.core.js", `data-key="${project.key}"`)} />
          </div>
          <div>
            <p class="hint">
              With the script’s hash: browsers run it as it is now and refuse any other, so that nobody can change it unseen. Copy this line
              again after each upgrade of the server; until then nothing is counted.
            </p>
            <CopyBox
              label="Snippet with its hash"
              text={script("footfall.js", `${unaltered(shipped, "footfall.js")} ${attributes(project)}`)}
            />
          </div>
          <div>
            <p class="hint">For readers without JavaScript:</p>
            <CopyBox
              label="Pixel"
              text={`<noscript><img src="${origin}/pixel.gif?key=${project.key}" alt="" width="1" height="1"></noscript>`}
            />
          </div>
          <div>
            <p class="hint">
              From a server or a shell, with a <a href="/tokens">token</a> that may write; a program that shows none is counted as a bot:
            </p>
            <CopyBox
              label="Command"
              text={`curl ${origin}/collect -H 'authorization: Bearer fft_…' -H 'content-type: application/json' \\\n  -d '{"key":"${project.key}","events":[{"name":"hello","url":"https://${project.domains[0] ?? "example.org"}/"}]}'`}
            />
          </div>
        </div>
      </details>
    </div>
  );
}
