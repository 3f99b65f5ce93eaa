/* A board as the server keeps it: how it is shown (the options of `suyuan graph`), notes and
 * exhibits, and for the page itself the steps to undo, each as what it changed. Whoever may save
 * may send anything: what comes back is checked field by field. */
import { type BoardState, type History, type Step, emptyState } from './board';

type Json = Record<string, unknown>;

interface Packed {
  at: number;
  steps: { label: string; state: Json }[]; // the first whole, the others what is other than before
}

export interface SavedBody {
  graph: Json;
  notes: Record<string, string>;
  exhibits: { name: string; cards: string[] }[];
  page: Packed;
}

const MOST_BYTES = 900 * 1024; // the server takes 960 KiB
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/* What of a state is other than in the one before. null: it is gone. */
function changed(before: BoardState, after: BoardState): Json {
  const out: Json = {};
  for (const key of Object.keys({ ...before, ...after }) as (keyof BoardState)[]) {
    if (same(before[key], after[key])) continue;
    out[key] = after[key] ?? null;
    // Cards come at the end, or are taken out: that is said in few words.
    if (key === 'spots' && after.spots.length > before.spots.length && same(after.spots.slice(0, before.spots.length), before.spots))
      out[key] = { more: after.spots.slice(before.spots.length) };
  }
  return out;
}

function packed(history: History, first: number): Packed {
  const steps = history.steps.slice(first).map((step, i, all) => {
    const before = all[i - 1];
    return { label: step.label, state: before ? changed(before.state, step.state) : ({ ...step.state } as unknown as Json) };
  });
  return { at: Math.max(0, history.at - first), steps };
}

/* The oldest steps go where there are too many for one board; what stands never does. */
export function pack(history: History, state: BoardState, graph: Json): SavedBody {
  const body = (first: number): SavedBody => ({
    graph,
    notes: state.notes,
    exhibits: state.exhibits.map(({ name, cards }) => ({ name, cards })),
    page: packed(history, first),
  });
  for (let first = 0; ; first = Math.ceil((first + history.at + 1) / 2)) {
    const out = body(Math.min(first, history.at));
    if (first >= history.at || new Blob([JSON.stringify(out)]).size <= MOST_BYTES) return out;
  }
}

/* ---- what comes back ---- */

function isSpot(value: unknown): boolean {
  const spot = value as Json | null;
  return typeof spot?.['id'] === 'string' && Number.isInteger(spot['column']) && Number.isInteger(spot['slot']);
}

/* Each list with what its items must be. */
const ITEMS: Record<string, (item: unknown) => boolean> = {
  spots: isSpot,
  exhibits: (e) => typeof (e as Json | null)?.['name'] === 'string' && Array.isArray((e as Json)['cards']) && ((e as Json)['cards'] as unknown[]).every((c) => typeof c === 'string'),
  folds: (f) => typeof (f as Json | null)?.['key'] === 'string' && Array.isArray((f as Json)['members']) && ((f as Json)['members'] as unknown[]).every(isSpot),
};

function fits(key: string, value: unknown): boolean {
  const usual: unknown = (emptyState as unknown as Json)[key];
  if (usual === undefined) return value === undefined || (typeof value === 'object' && value !== null);
  if (Array.isArray(usual)) return Array.isArray(value) && value.every(ITEMS[key] ?? (() => true));
  if (typeof usual === 'object') return typeof value === 'object' && value !== null && Object.values(value).every((v) => typeof v === 'string');
  return typeof value === typeof usual;
}

function stateOf(before: BoardState, part: unknown): BoardState {
  const out: Json = { ...before };
  for (const [key, said] of Object.entries((part ?? {}) as Json)) {
    const more = key === 'spots' ? (said as { more?: unknown } | null)?.more : undefined;
    const value = Array.isArray(more) ? [...before.spots, ...(more as unknown[])] : (said ?? undefined);
    if (Object.hasOwn(emptyState, key) && fits(key, value)) out[key] = value;
  }
  return out as unknown as BoardState;
}

/* undefined: nothing of it can be read. */
export function unpack(body: unknown): History | undefined {
  const page = (body as { page?: Partial<Packed> } | null)?.page;
  if (!Array.isArray(page?.steps) || page.steps.length === 0) return undefined;
  const steps: Step[] = [];
  for (const step of page.steps as ({ label?: unknown; state?: unknown } | null)[]) {
    const before = steps[steps.length - 1]?.state ?? emptyState;
    steps.push({ label: String(step?.label ?? ''), state: stateOf(before, step?.state) });
  }
  const at = Number.isInteger(page.at) ? Number(page.at) : steps.length - 1;
  return { steps, at: Math.max(0, Math.min(steps.length - 1, at)) };
}

/* Is one the other with more steps behind it? Then whoever saves it takes nothing away. */
export function continues(longer: History, shorter: History): boolean {
  return shorter.steps.length <= longer.steps.length && shorter.steps.every((step, i) => same(step, longer.steps[i]));
}

/* ---- while the server is away ---- */

export interface Buffered {
  base: number; // the version that it rests on
  body: SavedBody;
}

const key = (caseName: string, name: string) => `suyuan.board.${caseName}/${name}`;

export function buffered(caseName: string, name: string): Buffered | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key(caseName, name)) ?? 'null') as Buffered | null;
    return kept && Number.isInteger(kept.base) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/* undefined: it is saved, nothing is kept here. */
export function keep(caseName: string, name: string, what: Buffered | undefined): void {
  try {
    if (what) localStorage.setItem(key(caseName, name), JSON.stringify(what));
    else localStorage.removeItem(key(caseName, name));
  } catch {
    // A full store: the server has it a second later.
  }
}
