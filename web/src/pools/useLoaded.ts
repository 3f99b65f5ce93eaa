import { useState } from 'react';

import { anyAnswerOf } from '../api/jobs';
import type { Loaded } from './types';

/* A load that is followed to its end: what became of its rows, and what went wrong, which may be a part of it. */
export function useLoaded() {
  const [loaded, setLoaded] = useState<Loaded>();
  const [error, setError] = useState<string>();

  async function follow(job: string): Promise<void> {
    setLoaded(undefined);
    setError(undefined);
    try {
      const answer = await anyAnswerOf<Partial<Loaded> & { error?: { message: string } }>(job);
      setError(answer.error?.message);
      if (answer.files) setLoaded(answer as Loaded);
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  return { loaded, error, follow, forget: () => setError(undefined) };
}
