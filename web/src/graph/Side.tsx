import { Button, Space } from 'antd';

import { go } from '../app/route';
import type { BoardState } from '../canvas/board';
import type { PlacedLink, Scene } from '../canvas/scene';
import { useWords } from '../words';
import { CardPanel } from './CardPanel';
import { Exhibits } from './Exhibits';
import { LinkPanel } from './LinkPanel';
import { movedText, ofCard } from './moved';
import type { Actions, Sort } from './useActions';

interface Props {
  caseName: string;
  scene: Scene;
  state: BoardState;
  selected: ReadonlySet<string>;
  link: PlacedLink | undefined;
  titleOf: (id: string) => string;
  actions: Actions;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onExhibit: (cards: string[]) => void;
  onRows: (ids: string[]) => void;
  onMoved: (text: string) => void;
}

/* What is chosen, and what can be done with it. */
export function Side({ caseName, scene, state, selected, link, titleOf, actions, sort, onSort, onExhibit, onRows, onMoved }: Props) {
  const t = useWords();
  const one = selected.size === 1 ? scene.byId.get([...selected][0] ?? '') : undefined;

  function entriesOf(account: string): void {
    go(caseName, 'entries', { account, ...(state.since && { since: state.since }), ...(state.until && { until: state.until }) });
  }

  if (one) return <CardPanel card={one} scene={scene} state={state} title={titleOf(one.id)} actions={actions} sort={sort} onSort={onSort} onEntries={() => entriesOf(one.id)} onMoved={(which) => onMoved(ofCard(which, one.id))} />;
  if (link) return <LinkPanel caseName={caseName} link={link} state={state} titleOf={titleOf} actions={actions} onOpen={onRows} onMoved={() => onMoved(movedText({ which: 'link', from: link.from, to: link.to }))} />;
  if (selected.size > 1) {
    return (
      <Space orientation="vertical" style={{ width: '100%' }}>
        <span>{t('graph.selected', { n: selected.size })}</span>
        <Button block type="primary" onClick={() => actions.foldCards(selected)}>
          {t('fold.do')}
        </Button>
        <Button block onClick={() => actions.pin(selected)}>
          {t('graph.pin')}
        </Button>
        <Button block onClick={() => actions.remove(selected)}>
          {t('graph.remove')}
        </Button>
      </Space>
    );
  }
  return <Exhibits exhibits={state.exhibits} titleOf={titleOf} onOpen={onExhibit} onChange={(exhibits) => actions.change(t('graph.step.pin'), { exhibits })} />;
}
