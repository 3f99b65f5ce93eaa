import { Alert, Drawer, Progress, Select, Space } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { Download } from '../parts/Download';
import { Drop } from '../parts/Drop';
import { Opens } from '../parts/Opens';
import { useBoth, useWords } from '../words';
import { History } from './History';
import { LoadedFiles } from './LoadedFiles';
import { Loads } from './Loads';
import { PoolRows, openRows } from './PoolRows';
import type { Pool } from './types';
import { useLoaded } from './useLoaded';

/* Pools that can say of whom rows are kept: those that name debtors, cases or things. */
const lists = ['terminated-cases', 'cases', 'parties'];

/* Filling a pool; where it is a whole province's, only the rows of the people in question. */
function Load({ caseName, pool, pools }: { caseName: string; pool: Pool; pools: Pool[] }) {
  const t = useWords();
  const both = useBoth();
  const filled = pools.filter((p) => lists.includes(p.id) && p.id !== pool.id && p.rows > 0);
  const [only, setOnly] = useState<string[]>([]);
  const { loaded, error, follow } = useLoaded();

  return (
    <div className="stack">
      <Space wrap>
        <Download path={casePath(caseName, 'files', 'pool', 'template', pool.id)} params={{ format: 'xlsx' }} label={t('pools.template')} />
        <span className="quiet">{t('pools.template.hint')}</span>
      </Space>
      <Drop caseName={caseName} job={['pool', 'load', pool.id]} options={only.length > 0 ? { 'only-matching': only } : {}} title={t('pools.drop', { name: both({ zh: pool.name, en: pool.name_en }) })} hint={t('pools.drop.hint')} onBegun={(job) => void follow(job)}>
        <Space wrap style={{ marginTop: 6 }}>
          <label>
            {t('pools.only')}{' '}
            <Select
              mode="multiple"
              aria-label={t('pools.only')}
              placeholder={t(filled.length > 0 ? 'pools.only.all' : 'pools.only.none')}
              disabled={filled.length === 0}
              value={only}
              onChange={setOnly}
              options={filled.map((p) => ({ value: p.id, label: both({ zh: p.name, en: p.name_en }) }))}
              style={{ minWidth: 220 }}
            />
          </label>
        </Space>
        <div className="quiet small">{t('pools.only.hint')}</div>
      </Drop>
      {error && <Alert type="error" showIcon title={error} />}
      {loaded && <LoadedFiles loaded={loaded} />}
    </div>
  );
}

/* How much each column says; the rows that say something in it, and those that do not. */
function Columns({ pool }: { pool: Pool }) {
  const t = useWords();
  const both = useBoth();
  const blank = (filled: number) => pool.rows - filled;
  const asked = pool.columns.filter((c) => c.filled === 0 && c.models > 0).map((c) => both({ zh: c.heading, en: c.en }));

  return (
    <section>
      <h3 className="part-title">{t('pools.columns')}</h3>
      {asked.length > 0 && <p className="hint">{t('pools.asked', { names: asked.join(t('list.and')) })}</p>}
      <div className="bars">
        {pool.columns.map((c) => {
          const heading = both({ zh: c.heading, en: c.en });
          return (
            <div key={c.id} className="bar">
              <span title={heading}>{heading}</span>
              <div className="filled"><Progress percent={Math.floor((c.filled * 100) / pool.rows)} size="small" aria-label={heading} strokeColor="#0958d9" showInfo={false} status="normal" /><Opens onOpen={c.filled > 0 ? () => openRows('filled', c.id) : undefined}>{Math.floor((c.filled * 100) / pool.rows)}%</Opens></div>
              <span className="small quiet">{blank(c.filled) > 0 && <Opens onOpen={() => openRows('blank', c.id)}>{t('pools.blank', { n: blank(c.filled).toLocaleString() })}</Opens>}</span>
            </div>
          );
        })}
      </div>
    </section>
  );
}

/* Values that should stand in other pools and do not. */
function Orphans({ pool }: { pool: Pool }) {
  const t = useWords();
  const both = useBoth();
  const name = (id: string) => {
    const column = pool.columns.find((c) => c.id === id);
    return column ? both({ zh: column.heading, en: column.en }) : id;
  };

  if (pool.orphans.every((o) => o.rows === 0)) return null;
  return (
    <section>
      <h3 className="part-title">{t('pools.orphans')}</h3>
      <ul className="texts">
        {pool.orphans
          .filter((o) => o.rows > 0)
          .map((o) => (
            <li key={o.column}>
              <Opens onOpen={() => openRows('lost', o.column)}>{t('pools.orphan', { column: name(o.column), n: o.rows.toLocaleString(), of: o.of.toLocaleString() })}</Opens>
              <div className="quiet small">{o.examples.map((e) => e.value).join(t('list.and'))} …</div>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Extracts({ pool }: { pool: Pool }) {
  const t = useWords();

  if (pool.extracts.length === 0) return null;
  return (
    <section>
      <h3 className="part-title">{t('pools.extracts')}</h3>
      <ul className="texts">
        {pool.extracts.map((e) => (
          <li key={e.name}>
            {t('pools.extract', { name: e.name, kept: e.kept, rows: e.rows, matching: e.matching, people: e.people_then })}
            {e.people_now > e.people_then && <Alert type="warning" showIcon title={t('pools.extract.old', { n: e.people_now - e.people_then })} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PoolView({ caseName, pool, pools, onClose }: { caseName: string; pool: Pool | undefined; pools: Pool[]; onClose: () => void }) {
  const t = useWords();
  const both = useBoth();

  return (
    <Drawer open={pool !== undefined} size={940} title={pool ? both({ zh: pool.name, en: pool.name_en }) : ''} onClose={onClose}>
      {pool && (
        <div className="stack" key={pool.id}>
          <Load caseName={caseName} pool={pool} pools={pools} />
          <Loads caseName={caseName} pool={pool} />
          {pool.rows > 0 && (
            <>
              <p className="hint">
                {t('pools.rows')} <Opens onOpen={() => openRows('all')}>{pool.rows.toLocaleString()}</Opens>
              </p>
              <Columns pool={pool} />
              <Orphans pool={pool} />
              <Extracts pool={pool} />
              <History caseName={caseName} pool={pool} />
            </>
          )}
          <PoolRows caseName={caseName} pool={pool} />
        </div>
      )}
    </Drawer>
  );
}
