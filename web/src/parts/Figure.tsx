/* A count of the whole under its name; it opens what was counted. */
export function Figure({ title, n, onOpen }: { title: string; n: number; onOpen: () => void }) {
  return (
    <button type="button" className="figure" onClick={onOpen}>
      <span className="quiet">{title}</span>
      <span className="figure-n">{n.toLocaleString()}</span>
    </button>
  );
}
