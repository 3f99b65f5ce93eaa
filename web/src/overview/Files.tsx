import { Button, Table } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { fileName, tableName } from '../parts/place';
import { type Fate, FileCount, FileRows } from '../parts/FileRows';
import { Panel } from '../parts/Panel';
import { when } from '../parts/when';
import { useWords } from '../words';
import { RemoveFile } from './RemoveFile';
import type { ImportedFiles, Removed, SourceTable } from './types';

function RemovedFiles({ removed }: { removed: Removed[] }) {
  const t = useWords();

  if (removed.length === 0) return null;
  return (
    <ul className="quiet" aria-label={t('files.removed')}>
      {removed.map((r) => (
        <li key={r.sha256 + r.removed_at}>
          {t('files.removed.one', { file: fileName(r.path), who: r.removed_by, at: when(r.removed_at), rows: r.rows.toLocaleString() })}
          {t(r.is_back ? 'files.removed.back' : r.released_at ? 'files.removed.gone' : 'files.removed.kept')}
        </li>
      ))}
    </ul>
  );
}

/* What was imported, table by table; one that was wrong is taken out here. */
export function Files({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<ImportedFiles>(casePath(caseName, 'sources', 'list'));
  const [wrong, setWrong] = useState<SourceTable>();
  const count = (title: string, of: (f: SourceTable) => number, fate: Fate) => ({ title, render: (_: unknown, f: SourceTable) => <FileCount of={f} fate={fate} n={of(f)} />, align: 'right' as const, width: 90 });

  return (
    <Panel title={t('files.title')}>
      <Answer call={call}>
        {({ files, removed }) => (
          <>
            <Table<SourceTable>
              size="small"
              rowKey={(f) => `${f.sha256} ${f.sheet ?? ''}`}
              dataSource={[...files].sort((a, b) => (a.path < b.path ? -1 : 1))}
              pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                { title: t('import.file'), render: (_, f) => <span title={f.path}>{tableName(f.path, f.sheet)}</span> },
                count(t('import.rows'), (f) => f.rows, 'all'),
                count(t('import.accepted'), (f) => f.accepted, 'accepted'),
                count(t('import.duplicate'), (f) => f.duplicate, 'duplicate'),
                count(t('import.rejected'), (f) => f.rejected, 'rejected'),
                {
                  title: t('files.remove'),
                  width: 90,
                  render: (_, f) => (
                    <Button size="small" aria-label={`${t('files.remove')} ${fileName(f.path)}`} onClick={() => setWrong(f)}>
                      {t('files.remove')}
                    </Button>
                  ),
                },
              ]}
            />
            <RemovedFiles removed={removed} />
          </>
        )}
      </Answer>
      <FileRows caseName={caseName} />
      {wrong && <RemoveFile caseName={caseName} path={wrong.path} sha256={wrong.sha256} onClose={() => setWrong(undefined)} />}
    </Panel>
  );
}
