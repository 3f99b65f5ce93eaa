import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';

import { type Params, casePath } from '../api/client';
import { download } from '../api/download';
import { useWords } from '../words';

const ROWS_OF_SHEET = 1_048_575; // beside the headings

/* All rows that fit as a file, also those that nobody has scrolled to. */
export function DownloadRows({ caseName, wish, rows }: { caseName: string; wish: Params; rows: number }) {
  const t = useWords();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const sheets = Math.ceil(rows / ROWS_OF_SHEET);

  async function take(format: string): Promise<void> {
    setBusy(true);
    try {
      await download(casePath(caseName, 'files', 'entries'), { ...wish, format }, t('download.name', { case: caseName, format }));
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
    setBusy(false);
  }

  return (
    <Dropdown
      trigger={['click']}
      disabled={rows === 0 || isBusy}
      menu={{
        items: [
          { key: 'xlsx', label: sheets > 1 ? t('download.xlsx.sheets', { n: sheets }) : t('download.xlsx') },
          { key: 'csv', label: t('download.csv') },
        ],
        onClick: ({ key }) => void take(key),
      }}
    >
      <Button size="small" loading={isBusy} icon={<DownloadOutlined />}>
        {t('download.rows', { n: rows.toLocaleString() })}
      </Button>
    </Dropdown>
  );
}
