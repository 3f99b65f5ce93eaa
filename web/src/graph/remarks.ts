/* What a picture shows, in words: every file that leaves the program says it. */
import type { CaseFacts } from '../api/types';
import type { BoardState } from '../canvas/board';
import type { Look } from '../canvas/look';
import type { Scene } from '../canvas/scene';
import type { Head, Sign } from '../canvas/sheet';
import { when } from '../parts/when';
import type { Words } from '../words';

interface Shown {
  caseName: string;
  facts: CaseFacts | undefined;
  board: string;
  state: BoardState;
  scene: Scene;
  look: Look;
  inWan: boolean;
  titleOf: (id: string) => string;
  unsaid: number; // links without their amount
}

function caseLine(t: Words, { caseName, facts }: Shown): string {
  const said = [facts?.name && facts.name !== caseName ? facts.name : '', facts?.case_number, facts?.debtor && t('export.debtor', { debtor: facts.debtor })];
  return t('export.case', { case: [caseName, ...said.filter(Boolean)].join(t('export.and')) });
}

function ruleLine(t: Words, { state: { traced }, scene, titleOf }: Shown): string {
  if (!traced) return t('export.norule');
  const card = scene.byId.get(traced.from);
  const name = [titleOf(traced.from), card?.number].filter((part, i, all) => part && all.indexOf(part) === i).join(' ');
  return t('export.rule', { name, since: traced.since || t('export.first'), rule: t(`rule.${traced.rule}`) });
}

function remarksOf(t: Words, shown: Shown): string[] {
  const { board, state, scene, inWan, unsaid } = shown;
  return [
    t('export.title', { case: shown.caseName, board: board === t('board.usual') ? board : t('export.board', { board }) }),
    caseLine(t, shown),
    [
      t(`export.${state.level}`),
      t('export.days', { since: state.since || t('export.first'), until: state.until || t('export.last') }),
      ...(state.least ? [t('export.least', { least: state.least })] : []),
      t('export.counts', { cards: scene.cards.length, lines: scene.links.length }),
      t(state.single ? 'export.single' : 'export.summed'),
      ...(unsaid > 0 ? [t('export.unsaid', { n: unsaid })] : []),
    ].join(t('export.and')),
    ruleLine(t, shown),
    t('export.lead'),
    t('export.made', { unit: t(inWan ? 'money.wan' : 'money.yuan'), at: when(new Date()) }),
  ];
}

/* The signs that stand on this board. */
function signsOf({ state, scene, look }: Shown): Sign[] {
  const isMarked = scene.cards.some((c) => look.marked.has(c.id));
  const isNoted = look.noted.size > 0;
  return [...(scene.cards.some((c) => c.supplied === false) ? (['dashed'] as const) : []), 'in', 'out', 'width', ...(state.traced ? (['traced', 'amount'] as const) : []), ...(isMarked ? (['marked'] as const) : []), ...(isNoted ? (['noted'] as const) : [])];
}

export function headOf(t: Words, shown: Shown): Head {
  return {
    remarks: remarksOf(t, shown),
    signs: signsOf(shown).map((sign) => ({ sign, text: t(`sign.${sign}`) })),
    pageOf: (i, n) => t(n > 1 ? 'export.page' : 'export.page.one', { i, n }),
  };
}
