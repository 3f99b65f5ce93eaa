import { Button, Table } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Panel';
import { type Word, useWords } from '../words';

interface Verified {
  ok: boolean;
  index: string;
  log: string;
  originals: { path: string; sha256: string; state: string; removed?: boolean }[];
}

/* Is everything still what was imported? Reads each original: only when asked. */
function Originals({ caseName }: { caseName: string }) {
  const t = useWords();
  const [isAsked, setIsAsked] = useState(false);
  const call = useCall<Verified>(isAsked ? casePath(caseName, 'verify') : undefined);

  if (!isAsked) return <Button onClick={() => setIsAsked(true)}>{t('verify.begin')}</Button>;
  return (
    <Answer call={call}>
      {(data) => (
        <>
          <p>
            <Mark tone={data.ok ? 'good' : 'alert'}>{t(data.ok ? 'verify.ok' : data.log === 'ok' ? 'verify.not' : 'log.unsound')}</Mark>
          </p>
          <Table
            size="small"
            rowKey="sha256"
            dataSource={data.originals}
            pagination={data.originals.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            scroll={{ x: 800 }}
            columns={[
              { title: t('verify.file'), dataIndex: 'path', ellipsis: true },
              { title: 'SHA-256', render: (_, o) => <code>{o.sha256.slice(0, 16)}…</code>, width: 190 },
              { title: t('pools.state'), render: (_, o) => t(`original.${o.state}` as Word) + (o.removed ? t('verify.removed') : ''), width: 240 },
            ]}
          />
        </>
      )}
    </Answer>
  );
}

export function Verify({ caseName }: { caseName: string }) {
  const t = useWords();

  return (
    <Panel title={t('verify.title')}>
      <p className="note hint">{t('verify.hint')}</p>
      <Originals caseName={caseName} />
    </Panel>
  );
}
