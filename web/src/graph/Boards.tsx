/* The boards of a case: which is open and whether it is saved; new, rename, copy, delete. */
import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Input, type MenuProps } from 'antd';
import { useState } from 'react';

import { setParam, setParams } from '../app/route';
import { useWords } from '../words';
import { type SavedBoard, changeBoard, freeName, listBoards, titleOf } from './boards';
import type { Saving } from './useSaved';

/* What was chosen on this board is not on the other. */
function leaveFor(name: string): void {
  setParams({ card: undefined, link: undefined, page: undefined, rows: undefined, board: name });
}

interface Props {
  caseName: string;
  name: string;
  saving: Saving;
}

export function Boards({ caseName, name, saving }: Props) {
  const t = useWords();
  const { modal, message } = App.useApp();
  const [list, setList] = useState<SavedBoard[]>([]);
  const { how, at, why } = saving.saved;
  const names = list.map((b) => b.name);

  const title = (board: string) => titleOf(board, t('board.usual'));
  const fail = (error: unknown) => void message.error((error as Error).message);
  const look = () => void listBoards(caseName).then(({ boards }) => setList(boards)).catch(fail);

  function ask(title: string, begin: string, then: (name: string) => Promise<void>): void {
    let said = begin;
    modal.confirm({
      title,
      icon: null,
      content: <Input aria-label={title} defaultValue={begin} maxLength={80} autoFocus onChange={(e) => (said = e.target.value)} />,
      onOk: () => then(said.trim()).catch(fail),
    });
  }

  async function begin(wish: string): Promise<void> {
    await saving.flush();
    leaveFor(freeName(wish, names));
  }
  async function rename(to: string): Promise<void> {
    if (!to || to === name) return;
    await saving.flush();
    await changeBoard(caseName, 'rename', name, to);
    setParam('board', to);
  }
  async function copy(to: string): Promise<void> {
    await saving.flush();
    await changeBoard(caseName, 'copy', name, to);
    setParam('board', to);
  }
  async function restore(): Promise<void> {
    await changeBoard(caseName, 'restore', name);
    setParam('board', name);
  }
  async function remove(): Promise<void> {
    await saving.flush();
    const { boards } = await changeBoard(caseName, 'delete', name);
    setParam('board', boards[0]?.name ?? freeName(t('board.usual'), [name]));
    void message.info({
      key: 'board',
      duration: 15,
      content: (
        <>
          {t('board.deleted', { name: title(name) })}
          <Button type="link" size="small" onClick={() => void restore().then(() => message.destroy('board')).catch(fail)}>
            {t('undo')}
          </Button>
        </>
      ),
    });
  }

  const items: MenuProps['items'] = [
    ...list.map((b) => ({ key: `open ${b.name}`, label: `${title(b.name)} · ${t('board.cards', { n: b.cards })} · ${b.who}` })),
    { type: 'divider' as const },
    { key: 'new', label: t('board.new') },
    { key: 'rename', label: t('board.rename'), disabled: how === 'reader' },
    { key: 'copy', label: t('board.copy'), disabled: how === 'reader' },
    { key: 'delete', label: t('board.delete'), danger: true, disabled: how === 'reader' || how === 'fresh' },
  ];
  function onClick({ key }: { key: string }): void {
    if (key.startsWith('open ')) void saving.flush().then(() => leaveFor(key.slice(5)));
    else if (key === 'new') ask(t('board.new'), freeName(t('board.usual'), [...names, name]), begin);
    else if (key === 'rename') ask(t('board.rename'), name, rename);
    else if (key === 'copy') ask(t('board.copy'), freeName(name, [...names, name]), copy);
    else void remove().catch(fail);
  }

  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick, selectedKeys: [`open ${name}`] }} onOpenChange={(isOpen) => isOpen && look()}>
        <Button aria-label={t('board.menu', { name: title(name) })} style={{ maxWidth: 220 }}>
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{title(name)}</span>
          <DownOutlined />
        </Button>
      </Dropdown>
      <span role="status" title={why} style={{ color: how === 'away' || how === 'refused' ? '#ad4e00' : '#595959', fontSize: 12, marginInlineStart: 8 }}>
        {at && how === 'saved' ? t('board.saved.at', { at }) : t(`board.${how}`)}
      </span>
    </>
  );
}
