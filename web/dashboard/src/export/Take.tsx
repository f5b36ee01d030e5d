import { useState } from "preact/hooks";
import { answererOf } from "../api/answerers";
import { Icon } from "../controls/Icon";
import { Menu } from "../controls/Menu";
import { curlOf } from "./curl";
import { saveFile } from "./save";
import type { Table } from "./tables";
import "./take.css";

interface Props {
  project: string;
  /** Of the files, without an ending. */
  name: string;
  /** The request whose answer this is, on this server. */
  path: string;
  body: unknown;
  /** Asked for when it is chosen: what a page shows may be a part of it. */
  answer: () => Promise<unknown>;
  tables: (answer: unknown) => Table[];
  /** What the tables are called, by their names in the answer, in order. */
  titles: Readonly<Record<string, string>>;
  disabled?: boolean;
}

/** Takes the numbers away: as CSV, as the answer's own JSON, or as the request that gets it. */
export function Take({ project, name, path, body, answer, tables, titles, disabled = false }: Props) {
  const [said, setSaid] = useState("");
  const attempt = async (what: () => Promise<string>): Promise<void> => {
    try {
      setSaid(await what());
    } catch {
      setSaid("That did not work: try again.");
    }
  };
  const csv = async (wanted: string): Promise<string> => {
    const table = tables(await answer()).find((one) => one.name === wanted);
    if (!table) return "There is nothing in it.";
    saveFile(`${name}-${wanted}.csv`, table.csv, "text/csv");
    return "Saved.";
  };
  const json = async (): Promise<string> => {
    saveFile(`${name}.json`, JSON.stringify(await answer(), null, 2), "application/json");
    return "Saved.";
  };
  const curl = async (): Promise<string> => {
    await navigator.clipboard.writeText(curlOf(`${location.origin}${path}`, body));
    return "Copied. It wants a token in $TOKEN.";
  };
  const item = (label: string, what: () => Promise<string>, close: () => void) => (
    <button
      key={label}
      type="button"
      class="menu-item"
      onClick={() => {
        close();
        void attempt(what);
      }}
    >
      {label}
    </button>
  );
  return (
    <div class="take">
      <span role="status" class="muted">
        {said}
      </span>
      {!disabled && (
        <Menu
          buttonClass="button button-small"
          label={
            <>
              <Icon name="download" /> Take away
            </>
          }
        >
          {(close) => (
            <>
              {Object.entries(titles).map(([table, title]) => item(`${title} as CSV`, () => csv(table), close))}
              {item("All as JSON", json, close)}
              {/* Nobody but this browser can answer for a sealed project. */}
              {!answererOf(project) && item("Copy as curl", curl, close)}
            </>
          )}
        </Menu>
      )}
    </div>
  );
}
