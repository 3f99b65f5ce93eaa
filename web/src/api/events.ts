/* One stream of events from the server: jobs as they go, and the case as it changes. */
import { url } from './client';

export interface Job {
  id: string;
  case: string;
  command: string;
  title: string;
  user: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  label: string;
  unit: string;
  done: number;
  total: number;
  held: boolean; // has taken effect: no stopping it now
  ms: number;
  exit_code?: number;
  said?: string;
}

export const isOver = (job: Job): boolean => job.state !== 'running' && job.state !== 'waiting';

let source: EventSource | undefined;
let version = 0;
let jobs: Job[] = [];
let isLost = false;
const caseListeners = new Set<() => void>();
const jobListeners = new Set<() => void>();

function tell(listeners: Set<() => void>): void {
  for (const listener of listeners) listener();
}

const AGAIN_MS = 3000;

export function listen(caseName: string | undefined): () => void {
  let again: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    listenOnce(caseName, () => {
      again = setTimeout(begin, AGAIN_MS);
    });
  };
  begin();
  return () => {
    clearTimeout(again);
    source?.close();
  };
}

/* onRefused: the browser tries no more by itself, as after a restart of the server, which knows
 * its tabs again only when its new address has been opened. */
function listenOnce(caseName: string | undefined, onRefused: () => void): void {
  source?.close();
  const stream = new EventSource(url('events', caseName ? { case: caseName } : {}));
  source = stream;
  let first = true;
  stream.addEventListener('case', () => {
    // The first only says how it is now.
    if (!first) {
      version += 1;
      tell(caseListeners);
    }
    first = false;
  });
  stream.addEventListener('jobs', (event) => {
    jobs = JSON.parse((event as MessageEvent<string>).data) as Job[];
    tell(jobListeners);
  });
  stream.onerror = () => {
    isLost = true;
    tell(jobListeners);
    if (stream.readyState === EventSource.CLOSED) onRefused();
  };
  stream.onopen = () => {
    // After a restart of the server everything may be another.
    if (isLost) {
      isLost = false;
      version += 1;
      tell(caseListeners);
      tell(jobListeners);
    }
  };
}

export const caseVersion = (): number => version;
export function onCaseChange(listener: () => void): () => void {
  caseListeners.add(listener);
  return () => caseListeners.delete(listener);
}

export const currentJobs = (): Job[] => jobs;
export const connectionIsLost = (): boolean => isLost;
export function onJobs(listener: () => void): () => void {
  jobListeners.add(listener);
  return () => jobListeners.delete(listener);
}
