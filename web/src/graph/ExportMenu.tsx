import { Button, Dropdown } from 'antd';
import type { RefObject } from 'react';

import type { Look, Scene } from '../canvas/draw';
import { savePng, saveSvg } from '../canvas/export';
import { useWords } from '../words';

interface Props {
  name: string; // of the file, without its ending
  scene: Scene;
  look: Pick<Look, 'title' | 'money'>;
  canvas: RefObject<HTMLCanvasElement | null>;
}

export function ExportMenu({ name, scene, look, canvas }: Props) {
  const t = useWords();

  return (
    <Dropdown
      menu={{
        items: [
          { key: 'png', label: 'PNG' },
          { key: 'svg', label: 'SVG' },
        ],
        onClick: ({ key }) => {
          if (key === 'svg') saveSvg(scene, look, name);
          else if (canvas.current) savePng(canvas.current, name);
        },
      }}
    >
      <Button>{t('graph.export')}</Button>
    </Dropdown>
  );
}
