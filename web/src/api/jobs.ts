/* Work that goes on at the server: its end, and what its command answered. */
import { CallError, get } from './client';
import { currentJobs, isOver, onJobs } from './events';

/* Waits for a job's end by the stream of events. */
export function ended(id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const job = currentJobs().find((j) => j.id === id);
      if (!job || !isOver(job)) return;
      stop();
      if (job.state === 'done') resolve();
      else reject(new CallError(422, job.state === 'cancelled' ? 'cancelled' : 'input', job.said?.trim() ?? ''));
    };
    const stop = onJobs(look);
    look();
  });
}

/* The answer of a job's command; a command that failed may have answered all the same. */
export async function answerOf<T>(id: string): Promise<T> {
  const failure = await ended(id).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { answer } = await get<{ answer: (T & { error?: unknown }) | null }>(`jobs/${id}`);
  if (answer && !answer.error) return answer;
  throw failure ?? new CallError(500, 'system', '');
}

/* The same, an answer that says why it failed too: what it says beside the failure is wanted. */
export async function anyAnswerOf<T>(id: string): Promise<T> {
  const failure = await ended(id).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { answer } = await get<{ answer: T | null }>(`jobs/${id}`);
  if (answer) return answer;
  throw failure ?? new CallError(500, 'system', '');
}
