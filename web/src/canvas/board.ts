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

/* Cards shown as one; its card is "fold:KEY" and stands where the first of them stood. */
export interface Fold {
  key: string;
  name: string; // '' until somebody names it
  members: Spot[]; // where they stood, and stand again when it is opened
}

export interface Traced {
  from: string; // a card
  rule: 'fifo' | 'lifo' | 'prorata' | 'clean-first' | 'taint-first';
  since: string;
}

export interface BoardState {
  spots: Spot[];
  folds: Fold[];
  level: 'account' | 'person';
  single: boolean; // each transfer a line, else one line for all of a pair
  since: string;
  until: string;
  least: string;
  traced: Traced | undefined;
  notes: Record<string, string>; // by card, or by link "FROM\nTO"
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

export const emptyState: BoardState = {
  spots: [],
  folds: [],
  level: 'account',
  single: false,
  since: '',
  until: '',
  least: '',
  traced: undefined,
  notes: {},
  exhibits: [],
};

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
    if (!saved || !Array.isArray(saved.steps) || saved.steps.length === 0) return undefined;
    // A board of an earlier version lacks what came since.
    return { ...saved, steps: saved.steps.map((s) => ({ ...s, state: { ...emptyState, ...s.state } })) };
  } catch {
    return undefined;
  }
}
