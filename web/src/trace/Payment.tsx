import { Button, Segmented } from 'antd';
import { type ReactNode, useEffect } from 'react';

import { setParam } from '../app/route';
import { useParam } from '../app/useParam';
import { Nothing } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { placeOf } from '../parts/place';
import { Rows } from '../parts/Rows';
import { useWords } from '../words';
import { fenOf } from '../parts/amounts';
import { stated } from '../parts/when';
import { type Rule, type Trace, type Transfer, rules, targetOf } from './types';
import './payment.css';

function Figure({ title, children, means }: { title: string; children: ReactNode; means: string }) {
  return (
    <section className="figure">
      <h3>{title}</h3>
      <div className="figure-sum">{children}</div>
      <p>{means}</p>
    </section>
  );
}

/* Each rule's own figure; the smallest is marked. */
function Annex({ traces, id, own }: { traces: Trace[]; id: string; own: (yuan: string) => ReactNode }) {
  const t = useWords();
  const of = (rule: Rule) => traces.find((x) => x.rule === rule)?.transfers.find((one) => one.id === id)?.tainted ?? '0.00';
  const least = rules.map((rule) => fenOf(of(rule))).reduce((a, b) => (a < b ? a : b));

  return (
    <table className="annex">
      <caption>{t('payment.annex')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('trace.rule')}</th>
          <th scope="col">{t('trace.tainted')}</th>
          <th scope="col">{t('payment.how')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule}>
            <th scope="row">{t(`rule.${rule}`)}</th>
            <td className="number">
              {own(of(rule))}
              {fenOf(of(rule)) === least && rules.some((r) => fenOf(of(r)) !== least) && ` ${t('payment.smallest')}`}
            </td>
            <td>{t(`rule.how.${rule}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Props {
  caseName: string;
  traces: Trace[];
  rule: Rule;
  id: string;
  titleOf: (id: string) => string;
  onSeeds: () => void; // the rows of all that is followed
}

/* The three figures of one payment on one page, to be printed: what was matched one to one, at
 * least and at most, and by one rule. The five rules stand in the annex. */
export function Payment({ caseName, traces, rule, id, titleOf, onSeeds }: Props) {
  const t = useWords();
  const [opened, setOpened] = useParam('rows'); // the payment's own rows, or those of the match
  useEffect(() => window.scrollTo(0, 0), [id]);
  const one: Transfer | undefined = traces.flatMap((x) => x.transfers).find((x) => x.id === id);
  const by = traces.find((x) => x.rule === rule);

  if (!one || !by) return <Nothing title={t('payment.none')}>{<Button onClick={() => setParam('payment', undefined)}>{t('payment.back')}</Button>}</Nothing>;
  const mine = by.transfers.find((x) => x.id === id)?.tainted ?? '0.00';
  const match = by.matched.find((m) => one.entries.some((e) => e.id === m.out));
  const rows = opened === 'payment' ? one.entries.map((e) => e.id) : opened === 'matched' && match ? [match.in, match.out] : undefined;
  // A figure of this payment opens the payment's rows.
  const own = (yuan: string) => (
    <Opens onOpen={() => setOpened('payment')}>
      <Money yuan={yuan} />
    </Opens>
  );
  const title = `${titleOf(one.from ?? '?')} → ${one.to_holder ?? titleOf(targetOf(one))}`;

  return (
    <article className="payment">
      <div className="no-print payment-bar">
        <Button onClick={() => setParam('payment', undefined)}>{t('payment.back')}</Button>
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <Button onClick={() => setOpened('payment')}>{t('rows.open', { n: one.entries.length })}</Button>
      </div>
      <h2>{title}</h2>
      <p className="number">
        {stated(one.time)}　{t('entry.amount')} {own(one.amount)}　{t('payment.seeded')}{' '}
        <Opens onOpen={onSeeds}>
          <Money yuan={by.seeded} />
        </Opens>
      </p>
      <div className="figures">
        <Figure title={t('payment.matched')} means={t('payment.matched.means')}>
          {match ? (
            <>
              <Opens onOpen={() => setOpened('matched')}>
                <Money yuan={match.out_amount} />
              </Opens>
              <Button className="no-print" type="link" size="small" onClick={() => setOpened('matched')}>
                {t('payment.matched.rows', { time: stated(match.in_time) })}
              </Button>
            </>
          ) : (
            t('payment.matched.none')
          )}
        </Figure>
        <Figure title={t('payment.bounds')} means={t('payment.bounds.means')}>
          {t('trace.lower')} {own(one.lower)}
          <br />
          {t('trace.upper')} {own(one.upper)}
        </Figure>
        <Figure title={t('payment.rule', { rule: t(`rule.${rule}`) })} means={t('payment.rule.means')}>
          {own(mine)}
          <Segmented size="small" className="no-print" aria-label={t('trace.rule')} value={rule} onChange={(value) => setParam('rule', value)} options={rules.map((r) => ({ value: r, label: t(`rule.short.${r}`) }))} />
        </Figure>
      </div>
      {!by.closed_world && <p className="note">{t('payment.limited')}</p>}
      <Annex traces={traces} id={id} own={own} />
      <h3>{t('payment.rows')}</h3>
      <ul>
        {one.entries.map((e) => (
          <li key={e.id}>
            {placeOf(t, e.file, e)} <code>{e.id}</code>
          </li>
        ))}
      </ul>
      <Rows caseName={caseName} ids={rows} title={opened === 'matched' ? t('payment.matched') : title} onClose={() => setOpened(undefined)} />
    </article>
  );
}
