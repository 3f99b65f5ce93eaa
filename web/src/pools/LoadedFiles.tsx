import { Alert } from 'antd';

import { type Fate, FileCount } from '../parts/FileRows';
import { NotTaken } from '../parts/NotTaken';
import { Rejects } from '../parts/Rejects';
import { useWords } from '../words';
import type { Loaded } from './types';

/* What became of each row of what was loaded; those that were not taken, with the reason. */
export function LoadedFiles({ loaded }: { loaded: Loaded }) {
  const t = useWords();

  return (
    <div className="stack">
      <Alert type={loaded.rejected > 0 ? 'warning' : 'success'} showIcon title={t('import.result', loaded as unknown as Record<string, number>)} />
      {loaded.unrecognised.length > 0 && <Alert type="warning" showIcon title={t('import.unrecognised', { names: loaded.unrecognised.join(t('list.and')) })} />}
      {loaded.files.map((file) => (
        <section key={`${file.path}${file.sheet}`}>
          <h3 className="part-title">
            {file.path} {file.sheet}
          </h3>
          <p className="hint">
            {(['accepted', 'duplicate', 'rejected'] as Exclude<Fate, 'all'>[]).map((fate) => (
              <span key={fate} className="file-count">
                {t(`rows.of_file.${fate}`)} <FileCount of={file} fate={fate} n={file[fate]} />
              </span>
            ))}
          </p>
          {file.note && <p className="quiet hint">{file.note}</p>}
          <NotTaken columns={file.not_taken} />
          {file.rejected > 0 && <Rejects rejects={file.rejects} />}
        </section>
      ))}
    </div>
  );
}
