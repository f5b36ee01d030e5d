import { useState } from "preact/hooks";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Confirm } from "../../controls/Confirm";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, Note, Skeleton } from "../../controls/States";
import { NeedsKeys } from "../../sealed/NeedsKeys";
import type { Stream, Streams } from "../../sealed/streams/streams";
import { StreamCourse } from "./StreamCourse";
import "./streams.css";

const sealed = () => import("../../sealed/streams/streams");

/** Numbers that agents derived of a sealed project's events, and that stay when these have gone. */
export function StreamsPage({ project, chosen }: { project: Project; chosen: string }) {
  if (project.mode !== "sealed")
    return <Empty title="Only sealed projects have streams">What an open project stores can be asked again at any time.</Empty>;
  return (
    <NeedsKeys project={project} purpose="Streams are opened with the keys of the project’s vault.">
      <Opened project={project} chosen={chosen} />
    </NeedsKeys>
  );
}

function Opened({ project, chosen }: { project: Project; chosen: string }) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`streams ${project.id} ${version}`, async () => (await sealed()).listStreams(project));
  if (asked.error) return <Failed error={asked.error} retry={asked.retry} />;
  if (!asked.value) return <Skeleton rows={6} />;
  const { streams } = asked.value;
  const stream = streams.find(({ id }) => id === chosen) ?? streams[0];
  const reload = (): void => setVersion(version + 1);
  return (
    <div class="stack">
      <section class="card card-pad" aria-labelledby="streams-title">
        <div class="section-head">
          <h1 id="streams-title">Streams</h1>
          <p>
            Numbers that an agent of yours made of this project’s events, sealed to the vault. They stay when the events have gone, and the
            server cannot read them.
          </p>
        </div>
        <Missing list={asked.value} project={project} onForgotten={reload} />
        {streams.length === 0 && (
          <Empty title="No streams yet">
            Let <code>footfall agent</code> ask a question on a schedule: under <code>streams:</code> in its <code>footfall.yaml</code>.
            What it finds appears here.
          </Empty>
        )}
        {streams.length > 1 && <Choice project={project} streams={streams} chosen={stream?.id} />}
      </section>
      {stream && <OneStream key={stream.id} project={project} stream={stream} mayRemove={asked.value.mayRemove} onRemoved={reload} />}
    </div>
  );
}

function Choice({ project, streams, chosen }: { project: Project; streams: Stream[]; chosen: string | undefined }) {
  return (
    <nav class="stream-choice" aria-label="Streams">
      {streams.map(({ id, name }) => (
        <a
          key={id}
          class="button button-small"
          href={`/projects/${project.id}/streams/${id}`}
          aria-current={id === chosen ? "page" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

/** What the server shows otherwise than it did. */
function Missing({ list, project, onForgotten }: { list: Streams; project: Project; onForgotten: () => void }) {
  const { unopened, older, missing } = list;
  const forget = async (): Promise<void> => {
    (await sealed()).forgetMissing(project);
    onForgotten();
  };
  return (
    <>
      {unopened > 0 && (
        <Note kind="warn">
          {unopened === 1 ? "One stream does" : `${unopened} streams do`} not open with your keys: begun before you came, or changed by
          somebody without the key.
        </Note>
      )}
      {older > 0 && (
        <Note kind="warn">
          The server shows {older === 1 ? "one stream" : `${older} streams`} in an older state than this browser has seen, or again after
          you removed it: a backup was put back, or somebody meddles. They are left out.
        </Note>
      )}
      {missing > 0 && (
        <Note kind="warn">
          {missing === 1 ? "A stream" : `${missing} streams`} that this browser has seen here {missing === 1 ? "is" : "are"} not shown any
          more: an owner or admin has removed {missing === 1 ? "it" : "them"}, which the audit log tells, or the server withholds{" "}
          {missing === 1 ? "it" : "them"}.{" "}
          <button type="button" class="button button-small" onClick={() => void forget()}>
            I know
          </button>
        </Note>
      )}
    </>
  );
}

interface OneProps {
  project: Project;
  stream: Stream;
  mayRemove: boolean;
  onRemoved: () => void;
}

function OneStream({ project, stream, mayRemove, onRemoved }: OneProps) {
  const [removing, setRemoving] = useState(false);
  const course = useAsked(`stream ${project.id} ${stream.id}`, async (signal) => (await sealed()).readCourse(project, stream.id, signal));
  const remove = async (): Promise<void> => {
    await (await sealed()).removeStream(project, stream.id);
    onRemoved();
  };
  return (
    <section class="card card-pad" aria-labelledby="stream-title">
      <div class="section-head stream-head">
        <div>
          <h2 id="stream-title">{stream.name}</h2>
          <p>Asked {stream.schedule}.</p>
        </div>
        {mayRemove && (
          <button type="button" class="icon-button" aria-label={`Remove the stream ${stream.name}`} onClick={() => setRemoving(true)}>
            <Icon name="trash" />
          </button>
        )}
      </div>
      {course.error && <Failed error={course.error} retry={course.retry} />}
      {!course.value && !course.error && <Skeleton rows={5} />}
      {course.value && <StreamCourse stream={stream} course={course.value} />}
      {removing && (
        <Confirm
          title={`Remove the stream “${stream.name}”`}
          text="All of its numbers go, and where their events have gone they cannot be made again. An agent whose settings still have it begins a new one."
          action="Remove the stream"
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </section>
  );
}
