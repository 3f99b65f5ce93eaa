import { useWords } from '../words';

/* What the signs of the board mean; shapes, not colours. */
export function Legend({ traced }: { traced: boolean }) {
  const t = useWords();

  return (
    <div className="canvas-legend">
      <span>
        <svg width="22" height="12" aria-hidden="true">
          <rect x="1" y="1" width="20" height="10" rx="2" fill="#fff" stroke="#595959" strokeDasharray="4 3" />
        </svg>
        {t('legend.dashed')}
      </span>
      <span>
        <svg width="22" height="12" aria-hidden="true">
          <rect x="1" y="2" width="18" height="8" fill="#237804" />
        </svg>
        {t('legend.in')}
      </span>
      <span>
        <svg width="22" height="12" aria-hidden="true">
          <rect x="1" y="2" width="18" height="8" fill="none" stroke="#8c4a00" strokeWidth="1.5" />
        </svg>
        {t('legend.out')}
      </span>
      {traced && (
        <span>
          <svg width="22" height="12" aria-hidden="true">
            <rect y="1" width="22" height="10" fill="#a3b1c4" />
            <rect y="3" width="22" height="6" fill="#f0b49d" />
            <rect y="4.5" width="22" height="3" fill="#b32d00" />
          </svg>
          {t('legend.traced')}
        </span>
      )}
    </div>
  );
}
