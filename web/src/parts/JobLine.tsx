/* One piece of work of the server: what it is, how far, how it ended; and to stop it. */
import { App, Button, Progress } from 'antd';
import { useState } from 'react';

import { remove } from '../api/client';
import { type Job, isOver } from '../api/events';
import { Mark } from './Mark';
import { type Word, useWords } from '../words';

const tones: Record<Job['state'], 'info' | 'alert' | 'good' | 'plain'> = {
  waiting: 'plain',
  running: 'info',
  done: 'good',
  failed: 'alert',
  cancelled: 'plain',
};

export function JobLine({ job }: { job: Job }) {
  const t = useWords();
  const { message } = App.useApp();
  const [isStopping, setIsStopping] = useState(false);

  function stop(): void {
    setIsStopping(true);
    remove(`jobs/${job.id}`).catch((failure: unknown) => {
      setIsStopping(false);
      void message.error((failure as Error).message);
    });
  }

  return (
    <div className="job">
      <div className="job-head">
        <strong>
          {t(`job.${job.command}` as Word)} · {job.case}
        </strong>
        <Mark tone={tones[job.state]}>{t(`job.${job.state}`)}</Mark>
        {!isOver(job) && !job.held && (
          <Button size="small" disabled={isStopping} onClick={stop}>
            {t(isStopping ? 'job.stopping' : 'job.stop')}
          </Button>
        )}
      </div>
      {job.state === 'running' && job.total > 0 && <Progress percent={Math.floor((job.done * 100) / job.total)} size="small" />}
      {!isOver(job) && <div className="quiet">{job.state === 'waiting' ? t('job.waits') : job.held ? t('job.held') : job.label}</div>}
      {job.said && <pre className="job-said">{job.said.trim()}</pre>}
    </div>
  );
}
