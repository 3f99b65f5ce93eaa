import { setParams } from '../app/route';
import { Money } from '../parts/Money';
import { Mark } from '../parts/Mark';
import { Opens } from '../parts/Opens';
import { type Word, useWords } from '../words';
import { Remarks } from './Deadline';
import { type Leads, type State, columns } from './types';

/* Cards of a column; as many of each state are asked for. */
export const MOST = 30;

/* All leads of a column, as a table from its first page. */
const list = (states: State[]): void => setParams({ view: undefined, page: undefined, state: states.join(',') });

/* Leads by how far they have come. */
export function Board({ leads, states, modelName, onOpen }: Pick<Leads, 'leads' | 'states'> & { modelName: (id: string) => string; onOpen: (id: string) => void }) {
  const t = useWords();

  return (
    <div className="board" tabIndex={0} role="region" aria-label={t('leads.board')}>
      {columns.map((column) => {
        const here = leads.filter((l) => column.states.includes(l.state)).slice(0, MOST);
        const total = column.states.reduce((n, state) => n + states[state], 0);
        return (
          <section key={column.id} className="board-column" aria-label={t(`board.${column.id}` as Word)}>
            <h2 className="part-title">
              {t(`board.${column.id}` as Word)} <Opens onOpen={total > 0 ? () => list(column.states) : undefined}>{total.toLocaleString()}</Opens>
            </h2>
            {here.map((lead) => (
              <button key={lead.id} type="button" className="board-card" onClick={() => onOpen(lead.id)}>
                <span>
                  <Mark>{lead.grade}</Mark>
                  {column.states.length > 1 && <Mark tone="info">{t(`lead.${lead.state}`)}</Mark>}
                  <Remarks lead={lead} />
                </span>
                <strong>{lead.parties[0] ?? lead.case}</strong>
                <span className="small">{modelName(lead.model)}</span>
                <span className="small quiet">{lead.case}</span>
                <span className="board-foot">
                  <Money yuan={lead.amount} />
                  <span>{lead.assigned_to}</span>
                </span>
              </button>
            ))}
            {total > here.length && <p className="quiet small"><Opens onOpen={() => list(column.states)}>{t('leads.board.more', { n: (total - here.length).toLocaleString() })}</Opens></p>}
          </section>
        );
      })}
    </div>
  );
}
