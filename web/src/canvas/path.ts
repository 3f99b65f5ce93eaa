/* The order of a pinned path: the way of the money, not the order in which somebody clicked. */
import type { PlacedCard, Scene } from './scene';

const MOST_STEPS = 20_000; // of the search; beyond it columns decide

const byColumn = (a: PlacedCard, b: PlacedCard) => a.column - b.column || a.slot - b.slot;

/* A way along links through all of these cards, begun as far left as can be; undefined: there is none, or it was not found. */
function wayThrough(scene: Scene, cards: PlacedCard[]): PlacedCard[] | undefined {
  const isChosen = new Set(cards.map((c) => c.id));
  const after = new Map(cards.map((c) => [c.id, cards.filter((next) => next !== c && scene.out.get(c.id)?.some((l) => l.to === next.id))]));
  const way: PlacedCard[] = [];
  let steps = 0;

  function go(card: PlacedCard): boolean {
    way.push(card);
    isChosen.delete(card.id);
    if (isChosen.size === 0) return true;
    for (const next of after.get(card.id) ?? []) {
      if (steps++ > MOST_STEPS) break;
      if (isChosen.has(next.id) && go(next)) return true;
    }
    way.pop();
    isChosen.add(card.id);
    return false;
  }
  return cards.some(go) ? way : undefined;
}

/* These cards as a path: along the links that are shown where these make one way through all of
 * them, else from left to right. What is not on the board comes last. */
export function pathOf(scene: Scene, ids: Iterable<string>): string[] {
  const all = [...ids];
  const cards = all.map((id) => scene.byId.get(id)).filter((c) => c !== undefined).sort(byColumn);
  return [...(wayThrough(scene, cards) ?? cards).map((c) => c.id), ...all.filter((id) => !scene.byId.has(id))];
}
