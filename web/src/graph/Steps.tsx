import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, List, Popover, Space, Tooltip } from 'antd';

import { useWords } from '../words';
import type { Board } from './useBoard';

/* Undo, redo, and what was done, to go back to. */
export function Steps({ board: { history, move } }: { board: Board }) {
  const t = useWords();
  const list = (
    <List
      size="small"
      style={{ maxHeight: 360, overflow: 'auto', width: 320 }}
      dataSource={history.steps.map((s, i) => ({ ...s, i })).reverse()}
      renderItem={(s) => (
        <List.Item>
          <Button type={s.i === history.at ? 'primary' : 'text'} size="small" onClick={() => move(s.i)}>
            {s.i + 1}. {s.label}
          </Button>
        </List.Item>
      )}
    />
  );

  return (
    <Space.Compact>
      <Tooltip title={t('undo')}>
        <Button aria-label={t('undo')} icon={<UndoOutlined />} disabled={history.at === 0} onClick={() => move(history.at - 1)} />
      </Tooltip>
      <Tooltip title={t('redo')}>
        <Button aria-label={t('redo')} icon={<RedoOutlined />} disabled={history.at === history.steps.length - 1} onClick={() => move(history.at + 1)} />
      </Tooltip>
      <Popover trigger="click" title={t('graph.history')} content={list}>
        <Button>{t('graph.history')}</Button>
      </Popover>
    </Space.Compact>
  );
}
