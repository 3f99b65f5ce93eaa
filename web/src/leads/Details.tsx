import { Alert, App, Button, Descriptions, Drawer, Input, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { useSettings } from '../app/settings';
import { Answer } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { Original } from '../parts/Original';
import { placeOf } from '../parts/place';
import { type Word, useBoth, useWords } from '../words';
import { Remarks } from './Deadline';
import { History } from './History';
import { MoveForm } from './MoveForm';
import { Petitions } from './Petitions';
import { Proposal } from './Proposal';
import type { Fact, FullLead } from './types';

function Texts({ title, list }: { title: string; list: string[] }) {
  if (list.length === 0) return null;
  return (
    <section>
      <h3 className="part-title">{title}</h3>
      <ul className="texts">
        {list.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}

/* Each fact with the row it stands in; the row opens as it is in the file that came. */
function Facts({ caseName, facts }: { caseName: string; facts: Fact[] }) {
  const t = useWords();
  const both = useBoth();
  const [opened, setOpened] = useState<number>();

  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      className="model-facts"
      items={facts.map((f, i) => {
        const place = f.source && placeOf(t, f.source.file, f.source);
        const entry = f.source?.entry;
        return {
          key: i,
          label: both({ zh: f.name, en: f.name_en }),
          children: (
            <>
              {f.value}
              {place && (
                <div className="quiet small">
                  {entry ? (
                    <Button type="link" size="small" className="inline wrap small" aria-expanded={opened === i} onClick={() => setOpened(opened === i ? undefined : i)}>
                      {place}
                    </Button>
                  ) : (
                    place
                  )}
                </div>
              )}
              {opened === i && entry && <Original caseName={caseName} id={entry} place={place ?? ''} />}
            </>
          ),
        };
      })}
    />
  );
}

/* To whom it goes, a note, and the last step taken back. */
function Desk({ caseName, lead }: { caseName: string; lead: FullLead }) {
  const t = useWords();
  const { message } = App.useApp();
  const [person, setPerson] = useState('');
  const [note, setNote] = useState('');

  async function tell(words: string[], options: Record<string, string>): Promise<void> {
    try {
      await post(casePath(caseName, 'lead', ...words), options);
      setPerson('');
      setNote('');
    } catch (failure) {
      void message.error((failure as Error).message);
    }
  }

  return (
    <Space wrap>
      <Space.Compact>
        <Input value={person} onChange={(e) => setPerson(e.target.value)} placeholder={lead.assigned_to ?? t('lead.to')} aria-label={t('lead.to')} style={{ width: 130 }} />
        <Button disabled={!person.trim()} onClick={() => void tell(['assign', lead.id], { to: person.trim() })}>
          {t('lead.assign')}
        </Button>
      </Space.Compact>
      <Space.Compact>
        <Input value={note} onChange={(e) => setNote(e.target.value)} placeholder={t('lead.note')} aria-label={t('lead.note')} style={{ width: 220 }} />
        <Button disabled={!note.trim()} onClick={() => void tell(['note', lead.id], { note: note.trim() })}>
          {t('lead.note.do')}
        </Button>
      </Space.Compact>
      <Button disabled={!lead.history.some((s) => !s.undone_at)} onClick={() => void tell(['undo', lead.id], {})}>
        {t('lead.undo')}
      </Button>
    </Space>
  );
}

/* What an amount of the lead rests on stands further down. */
function toPart(id: string): void {
  const part = document.getElementById(id);
  part?.scrollIntoView({ block: 'center' });
  part?.focus();
}

function Whole({ caseName, lead }: { caseName: string; lead: FullLead }) {
  const t = useWords();
  const { lang } = useSettings();

  return (
    <div className="stack">
      <div>
        <Mark tone="info">{t(`lead.${lead.state}`)}</Mark>
        <Mark>{t('clue.grade', { grade: lead.grade })}</Mark>
        <Mark>{t('mark.object', { object: t(`object.${lead.object}` as Word) })}</Mark>
        <Mark>{t('mark.duty', { duty: t(`duty.${lead.duty}` as Word) })}</Mark>
        {lead.law_status === 'draft-law' && <Mark tone="alert">{t('models.draft')}</Mark>}
        <Remarks lead={lead} />
      </div>
      <p className="lead-words">{lang === 'en' ? lead.wording_en : lead.wording}</p>
      <Descriptions
        column={2}
        size="small"
        items={[
          { key: 'case', label: t('case.number'), children: lead.case || '—' },
          { key: 'court', label: t('lead.court'), children: lead.court || '—' },
          { key: 'party', label: t('lead.party'), children: lead.parties.join(t('list.and')) || '—' },
          { key: 'amount', label: t('entry.amount'), children: lead.amount ? <Opens onOpen={() => toPart('lead-facts')}><Money yuan={lead.amount} /></Opens> : '—' },
          { key: 'person', label: t('lead.to'), children: lead.assigned_to ?? '—' },
          { key: 'money', label: t('lead.money'), children: lead.money ? <Opens onOpen={() => toPart('lead-money')}><Money yuan={lead.money} /></Opens> : '—' },
        ]}
      />
      {lead.changes.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('lead.changed')}
          description={lead.changes.map((c) => (
            <div key={`${c.what}${c.name}`}>
              {c.name ?? c.what}: {c.before ?? '—'} → {c.now ?? '—'}
            </div>
          ))}
        />
      )}
      <Proposal caseName={caseName} lead={lead} />
      <section className="no-print">
        <MoveForm key={`${lead.id}${lead.state}`} caseName={caseName} lead={lead} />
        <Desk caseName={caseName} lead={lead} />
      </section>
      <Petitions petitions={lead.petitions} />
      <section id="lead-facts" tabIndex={-1}>
        <h3 className="part-title">{t('lead.facts')}</h3>
        <Facts caseName={caseName} facts={lead.facts} />
      </section>
      {lead.answer && (
        <Texts title={t('lead.answer')} list={Object.entries(lead.answer).filter(([f, v]) => v && f !== 'list').map(([f, v]) => `${t(`field.${f}` as Word)} ${v}`)} />
      )}
      <Texts title={t('lead.unknown')} list={lang === 'en' ? lead.not_known_en : lead.not_known} />
      <Texts title={t('lead.open')} list={lang === 'en' ? lead.open_questions_en : lead.open_questions} />
      <Texts title={t('lead.basis')} list={lead.basis} />
      <Texts title={t('models.exits')} list={lead.exits.map((e) => t(`exit.${e}` as Word))} />
      <section>
        <h3 className="part-title">{t('history.title')}</h3>
        <History steps={lead.history} said="money" id="lead-money" />
      </section>
    </div>
  );
}

export function LeadDrawer({ caseName, id, onClose }: { caseName: string; id: string | undefined; onClose: () => void }) {
  const t = useWords();
  const call = useCall<{ leads: FullLead[] }>(id === undefined ? undefined : casePath(caseName, 'lead', 'show', id));

  return (
    <Drawer open={id !== undefined} size={820} title={t('lead.title')} onClose={onClose}>
      {id !== undefined && <Answer call={call}>{({ leads }) => (leads[0] ? <Whole key={leads[0].id} caseName={caseName} lead={leads[0]} /> : null)}</Answer>}
    </Drawer>
  );
}
