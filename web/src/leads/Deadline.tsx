import { Mark } from '../parts/Mark';
import { type Word, useWords } from '../words';
import type { Lead } from './types';

/* What is special about a lead: a reply that is due, news since it was judged. */
export function Remarks({ lead }: { lead: Lead }) {
  const t = useWords();
  const { reply } = lead;
  const isLate = reply && reply.deadline !== 'running';

  return (
    <>
      {reply && (
        <Mark tone={isLate ? 'alert' : 'info'}>
          {t(`due.${reply.deadline}` as Word)} {reply.deadline === 'late' ? reply.due_if_extended : reply.due}
        </Mark>
      )}
      {lead.proposed && <Mark tone="alert">{t('lead.proposed')}</Mark>}
      {lead.changed && <Mark tone="alert">{t('lead.changed')}</Mark>}
      {lead.vanished && <Mark>{t('lead.vanished')}</Mark>}
      {lead.new && !lead.vanished && <Mark tone="good">{t('lead.new')}</Mark>}
      {lead.source === 'application' && <Mark tone="info">{t('lead.application')}</Mark>}
    </>
  );
}
