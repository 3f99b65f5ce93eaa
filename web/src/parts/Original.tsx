import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { useWords } from '../words';
import { Answer } from './Answer';
import './original.css';

interface OriginalRows {
  file: string;
  sheet: string | null;
  row: number;
  sha256: string;
  encoding: string;
  extract_of: { file: string; rows: number; kept: number } | null;
  header_row: number;
  header: string[];
  rows: { row: number; cells: string[] }[];
}

const FEW = 3;
const MANY = 25;

/* A, B, ... Z, AA: as a spreadsheet program calls its columns. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function Sheet({ original }: { original: OriginalRows }) {
  const t = useWords();
  const here = useRef<HTMLTableRowElement>(null);
  const width = Math.max(original.header.length, ...original.rows.map((r) => r.cells.length));
  const columns = Array.from({ length: width }, (_, i) => i);
  const shown = original.rows.filter((r) => r.row !== original.header_row || r.row === original.row);

  useEffect(() => {
    const row = here.current;
    const box = row?.closest<HTMLElement>('.original');
    if (row && box) box.scrollTop = row.offsetTop - box.clientHeight / 2;
  }, [original]);

  return (
    <div className="original" tabIndex={0} role="region" aria-label={t('original.title')}>
      {/* As wide as its cells, also within a table that gives all columns the same. */}
      <table style={{ tableLayout: 'auto', width: 'auto' }}>
        <thead>
          <tr className="letters">
            <th scope="col" aria-label={t('original.row')} />
            {columns.map((i) => (
              <th key={i} scope="col">
                {letters(i)}
              </th>
            ))}
          </tr>
          {original.header.length > 0 && (
            <tr>
              <th scope="row" className="number">
                {original.header_row || ''}
              </th>
              {columns.map((i) => (
                <th key={i} scope="col">
                  {original.header[i] ?? ''}
                </th>
              ))}
            </tr>
          )}
        </thead>
        <tbody>
          {shown.map((r) => (
            <tr key={r.row} ref={r.row === original.row ? here : undefined} className={r.row === original.row ? 'here' : ''} aria-current={r.row === original.row ? 'true' : undefined}>
              <th scope="row" className="number">
                {r.row === original.row ? `▶ ${r.row}` : r.row}
              </th>
              {columns.map((i) => (
                <td key={i} title={r.cells[i]}>
                  {r.cells[i] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/* The row of the file that came, as it stands there, with its neighbours. */
export function Original({ caseName, id, place }: { caseName: string; id: string; place: string }) {
  const t = useWords();
  const [around, setAround] = useState(FEW);
  const call = useCall<OriginalRows>(casePath(caseName, 'original'), { entry: id, around });

  return (
    <section>
      <h3 className="original-title">
        <span>{t('original.title')}</span>
        <span className="original-place">{place}</span>
        <Button size="small" type="link" onClick={() => setAround(around === FEW ? MANY : FEW)}>
          {t(around === FEW ? 'original.more' : 'original.fewer')}
        </Button>
      </h3>
      <Answer call={call}>
        {(original) => (
          <>
            <Sheet original={original} />
            <p className="original-proof">
              {t('original.proof', { encoding: original.encoding })} <code>{original.sha256}</code>
            </p>
            {original.extract_of && <p className="original-proof">{t('original.extract', { kept: original.extract_of.kept, rows: original.extract_of.rows, file: original.extract_of.file })}</p>}
          </>
        )}
      </Answer>
    </section>
  );
}
