/* What became of each row of the files that were dropped: accepted, duplicate, or rejected with
 * place and reason; files that were not recognised, and the way to have them read. */
import { Alert, Button, Space, Table } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';

import { currentJobs, onJobs } from '../api/events';
import { anyAnswerOf } from '../api/jobs';
import { type Placed, sendTo } from '../api/send';
import { type Fate, FileCount } from '../parts/FileRows';
import { JobLine } from '../parts/JobLine';
import { NotTaken } from '../parts/NotTaken';
import { Panel } from '../parts/Panel';
import { Rejects } from '../parts/Rejects';
import { useWords } from '../words';
import { Mapping } from './Mapping';
import type { Imported, ImportedFile } from './types';

/* While it waits or runs: how far it is, and to stop it. */
function Underway({ job, title }: { job: string; title: string }) {
  const now = useSyncExternalStore(onJobs, currentJobs).find((j) => j.id === job);

  return <Panel title={title}>{now && <JobLine job={now} />}</Panel>;
}

interface Props {
  caseName: string;
  job: string;
  files: Placed[];
  onJob: (job: string, files: Placed[]) => void; // imported again
}

export function ImportResult({ caseName, job, files, onJob }: Props) {
  const t = useWords();
  const [answer, setAnswer] = useState<Imported>();
  const [mapping, setMapping] = useState<Placed>();

  useEffect(() => {
    let isOld = false;
    setAnswer(undefined);
    anyAnswerOf<Imported>(job)
      .then((a) => !isOld && setAnswer(a))
      .catch((error: unknown) => !isOld && setAnswer({ error: { message: (error as Error).message } }));
    return () => {
      isOld = true;
    };
  }, [job]);

  async function again(file: Placed, account: string): Promise<void> {
    setMapping(undefined);
    onJob(await sendTo(caseName, ['import'], [file], account ? { account } : {}), [file]);
  }

  async function repeat(): Promise<void> {
    try {
      onJob(await sendTo(caseName, ['import'], files), files);
    } catch (error) {
      setAnswer({ error: { message: (error as Error).message } });
    }
  }

  // Which files these are, where there are several results.
  const first = files[0]?.path;
  const named = files.length > 1 ? t('import.files', { first: first ?? '', n: files.length }) : first;
  const titled = (title: string) => (named ? `${title} · ${named}` : title);

  // Of an import that failed no row is there; why it failed stands under its file.
  const count = (name: 'rows' | 'accepted' | 'duplicate' | 'rejected', fate: Fate) => ({
    title: t(`import.${name}`),
    align: 'right' as const,
    render: (_: unknown, f: ImportedFile) => (answer?.error ? f[name].toLocaleString() : <FileCount of={f} fate={fate} n={f[name]} />),
  });

  if (!answer) return <Underway job={job} title={titled(t('import.under.way'))} />;
  return (
    <Panel title={titled(t('import.became'))}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        {answer.error && (
          <Alert
            type="warning"
            showIcon
            title={answer.error.message}
            action={!answer.files && files.length > 0 && <Button onClick={() => void repeat()}>{t('import.again')}</Button>}
          />
        )}
        {(answer.unrecognised ?? []).map((name, i) => {
          const file = files.find((f) => f.path === name || f.path === name.split('#')[0]);
          return (
            <Alert
              key={name}
              type="warning"
              showIcon
              title={`${name}：${answer.reasons?.[i] ?? ''}`}
              action={file && <Button onClick={() => setMapping(file)}>{t('mapping.open')}</Button>}
            />
          );
        })}
        {(answer.files ?? []).length > 0 && (
          <Table
            size="small"
            rowKey={(f: ImportedFile) => `${f.path} ${f.sheet}`}
            dataSource={answer.files ?? []}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            expandable={{ rowExpandable: (f) => f.rejects.length > 0, expandedRowRender: (f) => <Rejects rejects={f.rejects} /> }}
            columns={[
              { title: t('import.file'), render: (_, f) => [f.path, f.sheet].filter(Boolean).join(' · ') },
              { title: t('import.profile'), dataIndex: 'profile' },
              count('rows', 'all'),
              count('accepted', 'accepted'),
              count('duplicate', 'duplicate'),
              count('rejected', 'rejected'),
              { title: t('import.note'), render: (_, f) => (f.imported_before ? t('import.before') : <>{f.note}<NotTaken columns={f.not_taken} /></>) },
            ]}
          />
        )}
      </Space>
      {mapping && <Mapping caseName={caseName} file={mapping} onClose={() => setMapping(undefined)} onDone={(account) => void again(mapping, account)} />}
    </Panel>
  );
}
