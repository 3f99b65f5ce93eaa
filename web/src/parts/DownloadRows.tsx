import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';

import { type Params, casePath } from '../api/client';
import { useWords } from '../words';
import { useDownload } from './useDownload';

const ROWS_OF_SHEET = 1_048_575; // beside the headings

/* All rows that fit as a file, also those that nobody has scrolled to. */
export function DownloadRows({ caseName, wish, rows }: { caseName: string; wish: Params; rows: number }) {
  const t = useWords();
  const { isBusy, take } = useDownload();
  const sheets = Math.ceil(rows / ROWS_OF_SHEET);

  return (
    <Dropdown
      trigger={['click']}
      disabled={rows === 0 || isBusy}
      menu={{
        items: [
          { key: 'xlsx', label: sheets > 1 ? t('download.xlsx.sheets', { n: sheets }) : t('download.xlsx') },
          { key: 'csv', label: t('download.csv') },
        ],
        onClick: ({ key: format }) => void take(casePath(caseName, 'files', 'entries'), { ...wish, format }, t('download.name', { case: caseName, format })),
      }}
    >
      <Button size="small" loading={isBusy} icon={<DownloadOutlined />}>
        {t('download.rows', { n: rows.toLocaleString() })}
      </Button>
    </Dropdown>
  );
}
