import { useWords } from '../words';

/* A column of a register's file that its pool did not take: a heading that nobody knows, perhaps for a slip of the
 * pen (near), or that says again what another column said (same_as, from 1). */
export interface LeftColumn {
  column: number;
  heading: string;
  near: string | null;
  same_as: number | null;
}

/* They stand in the original only: whoever meant them to be read must hear of it. */
export function NotTaken({ columns }: { columns: LeftColumn[] | undefined }) {
  const t = useWords();
  const told = ({ column, heading, near, same_as }: LeftColumn) =>
    same_as ? t('import.left.same', { heading, column, from: same_as }) : near ? t('import.left.near', { heading, near }) : heading;

  if (!columns || columns.length === 0) return null;
  return <p className="hint">{t('import.left', { names: columns.map(told).join(t('list.and')) })}</p>;
}
