import { Alert, App, Button, Dropdown, Input, Segmented, Select, Space, Switch, Tag } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { answerOf } from '../api/jobs';
import { useCall } from '../api/useCall';
import { setParam, setParams, useRoute } from '../app/route';
import { useFirstPage, usePage } from '../app/useParam';
import { Board, MOST } from '../leads/Board';
import { LeadDrawer } from '../leads/Details';
import { Groups } from '../leads/Groups';
import { KeyCases } from '../leads/KeyCases';
import { LeadTable } from '../leads/LeadTable';
import { useModelNames } from '../leads/names';
import { type Leads, states } from '../leads/types';
import { Answer, Nothing } from '../parts/Answer';
import { Upload } from '../parts/Upload';
import { useDownload } from '../parts/useDownload';
import { type Word, useWords } from '../words';

const PAGE = 50;
const filters = ['model', 'state', 'grade', 'court', 'case', 'party', 'assigned-to', 'source', 'group', 'new', 'changed', 'due', 'proposed', 'counted', 'month', 'of-version', 'of-hash', 'rule', 'outcome'] as const;
const views = ['table', 'board', 'groups', 'key'] as const;

interface ReadBack {
  done: string;
  answers: number;
  problems?: { sheet: string | null; row: number; column: string; what: string }[];
}

/* A list goes to a court and comes back with its answers: all of them, or what is wrong with each row. */
function CourtList({ caseName, model, court }: { caseName: string; model: string | undefined; court: string | undefined }) {
  const t = useWords();
  const { message, modal } = App.useApp();
  const { isBusy, take } = useDownload();

  async function read(job: string): Promise<void> {
    try {
      const answer = await answerOf<ReadBack>(job);
      const problems = answer.problems ?? [];
      if (problems.length === 0) void message.success(t('court.read', { n: answer.answers }));
      else
        modal.warning({
          title: t('court.problems'),
          width: 640,
          content: problems.slice(0, 50).map((p) => (
            <div key={`${p.sheet}${p.row}${p.column}`}>{t('court.problem', { row: p.row, column: p.column, what: p.what })}</div>
          )),
        });
    } catch (failure) {
      void message.error((failure as Error).message);
    }
  }

  return (
    <Space wrap>
      <Dropdown
        menu={{
          items: [
            { key: 'court-list', label: t('lead.court_list') },
            { key: 'referral-list', label: t('lead.referral_list') },
            { key: 'leads', label: t('lead.list') },
          ],
          onClick: ({ key }) => void take(casePath(caseName, 'files', 'report', key), { format: 'xlsx', model, court }),
        }}
      >
        <Button loading={isBusy}>{t('lead.lists')}</Button>
      </Dropdown>
      <Upload caseName={caseName} job={['lead', 'read-back']} label={t('court.back')} many={false} size="middle" onBegun={(job) => void read(job)} />
    </Space>
  );
}

/* Other leads: of these, the first page. */
const choose = (name: string, value: string | undefined): void => setParams({ page: undefined, [name]: value });

/* What no box asks for, but a number that was opened: it can be taken away again. */
function Opened() {
  const t = useWords();
  const { params } = useRoute();
  const words: Partial<Record<(typeof filters)[number], (value: string) => string>> = {
    case: (value) => `${t('filter.only.case')} ${value}`,
    group: (value) => `${t('filter.only.group')} ${value}`,
    counted: (value) => t('filter.only.counted', { what: t(`stats.${value}` as Word) }),
    month: (value) => t('filter.only.month', { month: value }),
    'of-version': (value) => t('precision.version', { version: value }),
    'of-hash': (value) => t('filter.only.hash', { hash: value.slice(0, 12) }),
    rule: (value) => t('filter.only.rule', { rule: value }),
    outcome: (value) => t('filter.only.outcome', { what: t(`outcome.${value}` as Word) }),
  };

  return filters.map((name) => {
    const value = params.get(name);
    return (
      words[name] &&
      value && (
        <Tag key={name} closable={{ 'aria-label': t('filter.remove') }} onClose={() => choose(name, undefined)}>
          {words[name](value)}
        </Tag>
      )
    );
  });
}

function Filters({ models }: { models: ReturnType<typeof useModelNames> }) {
  const t = useWords();
  const { params } = useRoute();
  const value = (name: string) => params.get(name) ?? undefined;
  const flags = ['proposed', 'due', 'new', 'changed'] as const;

  return (
    <Space wrap>
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label={t('lead.model')}
        placeholder={t('lead.model')}
        value={value('model')}
        onChange={(v: string | undefined) => choose('model', v)}
        options={models.ids.map((id) => ({ value: id, label: models.name(id) }))}
        popupMatchSelectWidth={false}
        style={{ width: 220 }}
      />
      <Select mode="multiple" allowClear maxTagCount="responsive" aria-label={t('lead.state')} placeholder={t('lead.state')} value={value('state')?.split(',') ?? []} onChange={(v: string[]) => choose('state', v.join(','))} options={states.map((s) => ({ value: s, label: t(`lead.${s}`) }))} style={{ width: 170 }} />
      <Select allowClear aria-label={t('lead.grade')} placeholder={t('lead.grade')} value={value('grade')} onChange={(v: string | undefined) => choose('grade', v)} options={['A', 'B', 'C'].map((g) => ({ value: g, label: g }))} style={{ width: 100 }} />
      <Select
        allowClear
        aria-label={t('lead.source')}
        placeholder={t('lead.source')}
        value={value('source')}
        onChange={(v: string | undefined) => choose('source', v)}
        options={[
          { value: 'application', label: t('lead.application') },
          { value: 'ex_officio', label: t('lead.ex_officio') },
        ]}
        style={{ width: 120 }}
      />
      {(['court', 'party', 'assigned-to'] as const).map((name) => (
        <Input.Search key={name} allowClear placeholder={t(`filter.${name}`)} aria-label={t(`filter.${name}`)} defaultValue={value(name) ?? ''} onSearch={(text) => choose(name, text.trim())} style={{ width: 150 }} />
      ))}
      {flags.map((name) => (
        <label key={name}>
          <Switch size="small" checked={value(name) !== undefined} onChange={(on) => choose(name, on ? 'true' : undefined)} aria-label={t(`filter.${name}`)} /> {t(`filter.${name}`)}
        </label>
      ))}
      <Opened />
    </Space>
  );
}

export default function LeadsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const models = useModelNames(caseName);
  const view = views.find((v) => v === params.get('view')) ?? 'table';
  const asked = Object.fromEntries(filters.map((name) => [name, params.get(name) ?? undefined]));
  const isList = view === 'table' || view === 'board';
  const pages = usePage(PAGE);
  const sort = params.get('sort') === 'amount' ? 'amount' : undefined;
  const part = view === 'board' ? { 'per-state': MOST } : { limit: PAGE, offset: pages.offset };
  const call = useCall<Leads>(isList ? casePath(caseName, 'lead', 'list') : undefined, { ...asked, ...part, sort });
  useFirstPage(pages.offset, call.data?.total);
  const of = JSON.stringify(asked);
  const [chosen, setChosen] = useState<{ of: string; ids: string[] }>({ of, ids: [] });
  const open = (id: string) => setParam('lead', id);

  return (
    <div className="stack">
      <div className="page-head">
        <h1 className="page-title">{t('page.leads')}</h1>
        <Space wrap className="no-print">
          <Segmented aria-label={t('leads.view')} value={view} onChange={(v) => choose('view', v === 'table' ? undefined : v)} options={views.map((v) => ({ value: v, label: t(`leads.view.${v}`) }))} />
          <CourtList caseName={caseName} model={asked.model} court={asked.court} />
        </Space>
      </div>
      <Alert type="info" showIcon title={t('leads.hint')} />
      {isList && <Filters models={models} />}
      {view === 'groups' && <Groups caseName={caseName} modelName={models.name} />}
      {view === 'key' && <KeyCases caseName={caseName} />}
      {isList && (
        <Answer call={call}>
          {(found) => {
            const shown = { ...found, modelName: models.name, onOpen: open };
            if (found.total === 0) return <Nothing title={t(Object.values(asked).some(Boolean) ? 'leads.none.such' : 'leads.none')} />;
            if (view === 'board') return <Board {...shown} />;
            return <LeadTable {...shown} page={pages.of(found.total)} caseName={caseName} largestFirst={sort !== undefined} chosen={chosen.of === of ? chosen.ids : []} onChoose={(ids) => setChosen({ of, ids })} />;
          }}
        </Answer>
      )}
      <LeadDrawer caseName={caseName} id={params.get('lead') ?? undefined} onClose={() => setParam('lead', undefined)} />
    </div>
  );
}
