interface Props {
  busy: boolean;
  done: boolean;
}

/** The button of a settings form, and word that it worked. */
export function SaveBar({ busy, done }: Props) {
  return (
    <div class="form-actions">
      <button type="submit" class="button button-main" disabled={busy}>
        Save
      </button>
      <span class="saved" role="status">
        {done && "Saved"}
      </span>
    </div>
  );
}
