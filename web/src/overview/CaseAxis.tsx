import { Select } from 'antd';

import type { CaseFacts } from '../api/types';
import { go, setParam, useRoute } from '../app/route';
import { Nothing } from '../parts/Answer';
import { spanOf } from '../parts/Axis';
import { caseDays, marksOf } from '../parts/caseDays';
import { MonthBars, sumMonths } from '../parts/MonthBars';
import { Panel } from '../parts/Panel';
import { type Quality, endOf } from '../parts/ProofGrid';
import { useWords } from '../words';

/* The days of the case over what the debtor's accounts, or chosen ones, received and paid. */
export function CaseAxis({ caseName, facts, quality }: { caseName: string; facts: CaseFacts; quality: Quality }) {
  const t = useWords();
  const { params } = useRoute();
  const { accounts } = quality;
  const own = accounts.filter((a) => facts.debtor && a.holder === facts.debtor).map((a) => a.account);
  const asked = params.get('accounts')?.split(',').filter(Boolean);
  const chosen = asked ?? own;
  const shown = accounts.filter((a) => chosen.length === 0 || chosen.includes(a.account));
  const months = sumMonths(shown.map((a) => a.months));
  const span = spanOf([...months.map((m) => `${m.month}-01`), ...(months.at(-1) ? [endOf(months.at(-1)!.month)] : []), ...caseDays.map((d) => facts[d])]);

  function open(month: string): void {
    const one = shown.length === 1 ? { account: shown[0]!.account } : {};
    go(caseName, 'entries', { ...one, since: `${month}-01`, until: endOf(month) });
  }

  return (
    <Panel
      title={t('overview.axis')}
      extra={
        <Select
          mode="multiple"
          allowClear
          maxTagCount={1}
          aria-label={t('overview.axis.accounts')}
          placeholder={t('overview.axis.all')}
          value={chosen}
          onChange={(value: string[]) => setParam('accounts', value.length > 0 ? value.join(',') : ',')}
          optionFilterProp="label"
          options={accounts.map((a) => ({ value: a.account, label: `${a.holder || a.bank} …${a.account.slice(-4)}` }))}
          style={{ width: 300 }}
        />
      }
    >
      {span && months.length > 0 ? <MonthBars months={months} marks={marksOf(facts, t)} span={span} onMonth={open} /> : <Nothing title={t('proof.none')} />}
    </Panel>
  );
}
