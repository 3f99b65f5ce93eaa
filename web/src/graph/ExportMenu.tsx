import { App, Button, Dropdown } from 'antd';

import { casePath } from '../api/client';
import { download } from '../api/download';
import { PAPERS, type Head, type Sheet, printSheets, savePicture, saveSvg, sheetOf, sheetsOf } from '../canvas/sheet';
import type { Picture } from '../canvas/svg';
import { useWords } from '../words';

interface Props {
  caseName: string;
  board: string; // its name
  hasExhibits: boolean;
  name: string; // of the file, without its ending
  draw: () => { picture: Picture; head: Head };
  flush: () => Promise<void>; // the server writes what it has: the board is saved first
}

const OF_SERVER = ['gexf', 'graphml', 'anx'] as const;
const OF_EXHIBITS = ['html', 'xlsx'] as const;
const isOf = (list: readonly string[], key: string): boolean => list.includes(key);
const READABLE = 0.5; // of the usual fineness

export function ExportMenu({ caseName, board, hasExhibits, name, draw, flush }: Props) {
  const t = useWords();
  const { message } = App.useApp();

  async function byServer(format: string): Promise<void> {
    await flush();
    const isExhibits = isOf(OF_EXHIBITS, format);
    const path = casePath(caseName, 'files', ...(isExhibits ? ['report', 'exhibits'] : ['graph']));
    await download(path, { board, format }, isExhibits ? `${name}-${t('graph.exhibits')}.${format}` : `${name}.${format}`);
  }
  async function png(sheet: Sheet): Promise<void> {
    if ((await savePicture(sheet, name)) < READABLE) void message.warning(t('export.small'), 8);
  }
  async function write(key: string): Promise<void> {
    if (isOf(OF_SERVER, key) || isOf(OF_EXHIBITS, key)) return byServer(key);
    const { picture, head } = draw();
    if (key === 'svg') saveSvg(sheetOf(picture, head), name);
    else if (key === 'png') await png(sheetOf(picture, head));
    else if (key === 'pdf') printSheets([sheetOf(picture, head, head.pageOf(1, 1))]);
    else if (key === 'A3' || key === 'A4') printSheets(sheetsOf(picture, head, PAPERS[key]));
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'png', label: t('export.png') },
          { key: 'svg', label: t('export.svg') },
          { type: 'divider' },
          { key: 'pdf', label: t('export.pdf') },
          { key: 'A3', label: t('export.pdf.paper', { paper: 'A3' }) },
          { key: 'A4', label: t('export.pdf.paper', { paper: 'A4' }) },
          { type: 'divider' },
          ...OF_SERVER.map((key) => ({ key, label: t(`export.${key}`) })),
          { type: 'divider' },
          ...OF_EXHIBITS.map((key) => ({ key, label: t(`export.exhibits.${key}`), disabled: !hasExhibits })),
        ],
        onClick: ({ key }) => void write(key).catch((error: unknown) => message.error((error as Error).message)),
      }}
    >
      <Button>{t('graph.export')}</Button>
    </Dropdown>
  );
}
