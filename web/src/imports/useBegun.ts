/* The imports that a page of a case tells of: those that were begun on it, and those that are
 * under way, begun before it was loaded again or in another tab. */
import { useEffect, useState, useSyncExternalStore } from 'react';

import { currentJobs, isOver, onJobs } from '../api/events';
import type { Placed } from '../api/send';

interface Begun {
  job: string;
  files: Placed[]; // none where it was begun elsewhere
}

export function useBegun(caseName: string): { begun: Begun[]; add: (job: string, files: Placed[], instead?: string) => void } {
  const jobs = useSyncExternalStore(onJobs, currentJobs);
  const [begun, setBegun] = useState<Begun[]>([]);

  function add(job: string, files: Placed[], instead?: string): void {
    setBegun((all) => [{ job, files }, ...all.filter((one) => one.job !== job && one.job !== instead)]);
  }

  useEffect(() => {
    const running = jobs.filter((j) => j.command === 'import' && j.case === caseName && !isOver(j));
    setBegun((all) => {
      const unknown = running.filter((j) => !all.some((one) => one.job === j.id)).map((j) => ({ job: j.id, files: [] }));
      return unknown.length > 0 ? [...unknown, ...all] : all;
    });
  }, [jobs, caseName]);

  return { begun, add };
}
