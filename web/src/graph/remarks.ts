/* What a picture shows, in words: every file that leaves the program says it. */
import type { BoardState } from '../canvas/board';
import type { Words } from '../words';

export function remarksOf(t: Words, caseName: string, board: string, state: BoardState, rule: string | undefined, cards: number, lines: number): string[] {
  return [
    t('export.title', { case: caseName, board }),
    [
      t(`graph.${state.level}`),
      t('export.days', { since: state.since || '…', until: state.until || '…' }),
      ...(state.least ? [t('export.least', { least: state.least })] : []),
      t('export.counts', { cards, lines }),
    ].join('；'),
    rule ? t('export.rule', { rule }) : t('export.norule'),
    t('export.lead'),
  ];
}
