import { Mark } from '../parts/Mark';
import { useWords } from '../words';
import type { Petition } from './types';

const links = ['case', 'debtor', 'applicant'] as const;
const MOST = 20;

/* Apart: only a petition on the lead's own case says how it is followed. */
export function Petitions({ petitions }: { petitions: Petition[] }) {
  const t = useWords();

  return links.map((link) => {
    const list = petitions.filter((p) => p.link === link);
    if (list.length === 0) return null;
    return (
      <section key={link}>
        <h3 className="part-title">{t(`petitions.${link}`)}</h3>
        <ul className="texts">
          {list.slice(0, MOST).map((p) => (
            <li key={p.petition}>
              {[p.petition, p.received, p.channel, p.petitioner, link === 'case' ? null : p.case].filter(Boolean).join(' · ')} {p.by_name && <Mark tone="alert">{t('petitions.by_name')}</Mark>}
            </li>
          ))}
        </ul>
        {list.length > MOST && <p className="quiet small">{t('petitions.more', { n: list.length - MOST })}</p>}
      </section>
    );
  });
}
