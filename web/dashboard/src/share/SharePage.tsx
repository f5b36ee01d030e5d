import { useEffect, useState } from "preact/hooks";
import { removeAnswerer, setAnswerer } from "../api/answerers";
import { Problem } from "../api/http";
import { forgetAnswers } from "../api/query";
import { describeLink, type SharedView } from "../api/shared";
import { useAsked } from "../api/useAnswer";
import { Wordmark } from "../brand/Logo";
import { Empty, Failed } from "../controls/States";
import { usePlace } from "../router";
import { OutageBar } from "../shell/OutageBar";
import { ThemeButton } from "../shell/ThemeButton";
import { answererOf } from "./answerer";
import { readLook, useLook } from "./look";
import { PasswordForm } from "./PasswordForm";
import { SharedOverview } from "./SharedOverview";
import { SharedReportPage } from "./SharedReportPage";
import "../shell/shell.css";
import "./share.css";

const look = readLook(location.search);
const isFramed = self !== top;

/** A part of a project for whoever has the address: the same dashboard with less in it, and nobody signed in. */
export function SharePage({ slug }: { slug: string }) {
  const [opened, setOpened] = useState(0);
  const asked = useAsked(`link ${slug} ${opened}`, () => describeLink(slug));
  useLook(look);
  const shared = asked.value && !asked.value.password_required ? asked.value : null;
  useEffect(() => {
    if (shared) document.title = `${shared.name} · ${shared.project.name}`;
  }, [shared]);
  const isGone = asked.error instanceof Problem && asked.error.status === 404;
  return (
    <div class={isFramed ? "share share-framed" : "share"}>
      <header class="share-head">
        <div class="share-title">
          <h1>{shared?.name ?? "Shared numbers"}</h1>
          {shared && shared.name !== shared.project.name && <p class="muted">{shared.project.name}</p>}
        </div>
        {!look.theme && <ThemeButton />}
      </header>
      <main id="main" class="share-main">
        {!asked.value && !asked.error && <div class="boot" role="status" aria-label="Loading" />}
        {isGone && (
          <section class="card card-pad">
            <Empty icon="close" title="This link shows nothing any more">
              It has ended or was revoked, or its address is not whole. Ask whoever gave it to you.
            </Empty>
          </section>
        )}
        {asked.error && !isGone && <Failed error={asked.error} retry={asked.retry} />}
        {asked.value?.password_required && <PasswordForm slug={slug} onOpened={() => setOpened(opened + 1)} />}
        {shared && <Shown slug={slug} shared={shared} />}
      </main>
      <footer class="share-foot">
        <a href="/" target="_blank" rel="noreferrer" aria-label="Counted by Footfall">
          <span class="muted">Counted by</span> <Wordmark size={18} />
        </a>
      </footer>
      <OutageBar />
    </div>
  );
}

/** The overview, and saved reports beside it. */
function Shown({ slug, shared }: { slug: string; shared: SharedView }) {
  const { path } = usePlace();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const answerer = answererOf(slug, shared.panels.includes("live"));
    setAnswerer(slug, answerer);
    forgetAnswers();
    setReady(true);
    return () => removeAnswerer(slug, answerer);
  }, [slug, shared]);
  const chosen = path.split("/")[3] ?? "";
  const report = shared.reports.find(({ id }) => id === chosen) ?? (shared.panels.length === 0 ? shared.reports[0] : undefined);
  const places = [
    ...(shared.panels.length > 0 ? [{ id: "", name: "Overview" }] : []),
    ...shared.reports.map(({ id, name }) => ({ id, name })),
  ];
  if (!ready) return null;
  return (
    <>
      {places.length > 1 && (
        <nav class="share-nav" aria-label="Pages of this link">
          {places.map(({ id, name }) => (
            <a key={id} href={id ? `/share/${slug}/${id}` : `/share/${slug}`} aria-current={id === (report?.id ?? "") ? "page" : undefined}>
              {name}
            </a>
          ))}
        </nav>
      )}
      {report ? (
        <SharedReportPage key={report.id} slug={slug} shared={shared} report={report} />
      ) : (
        <SharedOverview slug={slug} shared={shared} />
      )}
    </>
  );
}
