import type { Link } from "../../api/links";
import { CopyBox } from "../../controls/Copy";
import { showInstant } from "../../format/dates";
import { PANELS } from "./words";

interface Props {
  links: Link[];
  onEdit: (link: Link) => void;
  onEnd: (link: Link) => void;
}

const hasEnded = ({ revoked_at, expires_at }: Link): boolean =>
  revoked_at !== null || (expires_at !== null && Date.parse(expires_at) <= Date.now());

export function LinkList({ links, onEdit, onEnd }: Props) {
  return (
    <ul class="entry-list sharing-list">
      {links.map((link) => (
        <li key={link.id}>
          <span class="grow">
            <strong>{link.name}</strong>
            <span class="hint">{summaryOf(link)}</span>
          </span>
          {hasEnded(link) && <span class="badge">{link.revoked_at ? "ended" : "expired"}</span>}
          {!link.revoked_at && (
            <>
              <button type="button" class="button button-small" aria-label={`Change the link ${link.name}`} onClick={() => onEdit(link)}>
                Change
              </button>
              <button
                type="button"
                class="button button-small button-quiet"
                aria-label={`End the link ${link.name}`}
                onClick={() => onEnd(link)}
              >
                End
              </button>
            </>
          )}
          {!hasEnded(link) && (
            <div class="sharing-address">
              <CopyBox label={`Address of ${link.name}`} text={location.origin + link.path} />
              {link.frame_ancestors.length > 0 && (
                <CopyBox
                  label={`Frame of ${link.name}`}
                  text={`<iframe src="${location.origin}${link.path}?theme=light&background=transparent" title="${link.name.replace(/[<>"&]/g, "")}" width="100%" height="900" style="border:0" loading="lazy"></iframe>`}
                />
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What a link shows, to whom, and until when. */
function summaryOf(link: Link): string {
  const panels = PANELS.filter(({ key }) => link.panels.includes(key)).map(({ label }) => label);
  const reports = link.reports.length;
  const parts = [
    [...panels, ...(reports > 0 ? [reports === 1 ? "one report" : `${reports} reports`] : [])].join(", "),
    link.has_password ? "by password" : "public",
    ...(link.threshold
      ? [`cells under ${link.threshold.least} visitors are hidden, ${link.threshold.grain} by ${link.threshold.grain}`]
      : []),
    ...(link.filters.length > 0 ? ["filtered"] : []),
    ...(link.expires_at ? [`until ${showInstant(link.expires_at)}`] : []),
  ];
  return parts.join(" · ");
}
