/* What stands on the canvas, and how it came to stand there. A state is small (which cards, where;
 * what is filtered), so a step of the history is a state with a name: undo goes back to one. */

export interface Spot {
  id: string;
  column: number;
  slot: number;
}

export interface Exhibit {
  name: string;
  cards: string[];
}

export interface BoardState {
  spots: Spot[];
  level: 'account' | 'person';
  since: string;
  until: string;
  least: string;
  notes: Record<string, string>; // by card
  exhibits: Exhibit[];
}

export interface Step {
  label: string;
  state: BoardState;
}

export interface History {
  steps: Step[];
  at: number; // which of them is shown
}

export const emptyState: BoardState = { spots: [], level: 'account', since: '', until: '', least: '', notes: {}, exhibits: [] };

export function begin(label: string, state: BoardState): History {
  return { steps: [{ label, state }], at: 0 };
}

/* What had been undone is gone then: there is one past. */
export function take(history: History, label: string, state: BoardState): History {
  const steps = [...history.steps.slice(0, history.at + 1), { label, state }];
  return { steps, at: steps.length - 1 };
}

export function goTo(history: History, at: number): History {
  return { ...history, at: Math.max(0, Math.min(history.steps.length - 1, at)) };
}

export function current(history: History): BoardState {
  return history.steps[history.at]?.state ?? emptyState;
}

export function placedText(spots: Spot[]): string {
  return spots.map((s) => `${s.id}@${s.column}@${s.slot}`).join(',');
}

const key = (caseName: string) => `suyuan.board.${caseName}`;

/* What an earlier version of the page kept in this browser only. */
export function load(caseName: string): History | undefined {
  try {
    const saved = JSON.parse(localStorage.getItem(key(caseName)) ?? 'null') as History | null;
    return saved && Array.isArray(saved.steps) && saved.steps.length > 0 ? saved : undefined;
  } catch {
    return undefined;
  }
}
