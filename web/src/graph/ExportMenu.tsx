import { App, Button, Dropdown } from 'antd';
import type { RefObject } from 'react';

import type { Look } from '../canvas/look';
import type { Scene } from '../canvas/scene';
import { savePng, svgOf } from '../canvas/export';
import { PAPERS, type Paper, printSheets, saveSheet, sheetsOf } from '../canvas/sheet';
import { casePath, url } from '../api/client';
import { useWords } from '../words';

interface Props {
  caseName: string;
  board: string; // its name
  hasExhibits: boolean;
  name: string; // of the file, without its ending
  remarks: string[];
  scene: Scene;
  look: Pick<Look, 'title' | 'money'>;
  canvas: RefObject<HTMLCanvasElement | null>;
  flush: () => Promise<void>; // the server writes what it has: the board is saved first
}

const OF_SERVER = ['gexf', 'graphml', 'anx'] as const;
const OF_EXHIBITS = ['html', 'xlsx'] as const;

export function ExportMenu({ caseName, board, hasExhibits, name, remarks, scene, look, canvas, flush }: Props) {
  const t = useWords();
  const { message } = App.useApp();
  const paper = (papers: Paper | undefined) => printSheets(sheetsOf(svgOf(scene, look), remarks, papers, (i, n) => t('export.page', { i, n })));

  async function byServer(format: string): Promise<void> {
    await flush();
    const isExhibits = OF_EXHIBITS.some((one) => one === format);
    const link = document.createElement('a');
    link.href = url(casePath(caseName, 'files', ...(isExhibits ? ['report', 'exhibits'] : ['graph'])), { board, format });
    link.download = isExhibits ? `${name}-${t('graph.exhibits')}.${format}` : `${name}.${format}`;
    link.click();
  }
  function write(key: string): void {
    if (key === 'svg') saveSheet(svgOf(scene, look), remarks, name);
    else if (key === 'png' && canvas.current) savePng(canvas.current, name);
    else if (key === 'pdf') paper(undefined);
    else if (key === 'A3' || key === 'A4') paper(PAPERS[key]);
    else byServer(key).catch((error: unknown) => message.error((error as Error).message));
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'png', label: 'PNG' },
          { key: 'svg', label: 'SVG' },
          { type: 'divider' },
          { key: 'pdf', label: t('export.pdf') },
          { key: 'A3', label: t('export.pdf.paper', { paper: 'A3' }) },
          { key: 'A4', label: t('export.pdf.paper', { paper: 'A4' }) },
          { type: 'divider' },
          ...OF_SERVER.map((key) => ({ key, label: t(`export.${key}`) })),
          { type: 'divider' },
          ...OF_EXHIBITS.map((key) => ({ key, label: t(`export.exhibits.${key}`), disabled: !hasExhibits })),
        ],
        onClick: ({ key }) => write(key),
      }}
    >
      <Button>{t('graph.export')}</Button>
    </Dropdown>
  );
}
