import { Badge, Button, Popover, Progress } from 'antd';
import { useSyncExternalStore } from 'react';

import { remove } from '../api/client';
import { type Job, currentJobs, onJobs } from '../api/events';
import { Mark } from './Mark';
import { type Word, useWords } from '../words';

const tones: Record<Job['state'], 'info' | 'alert' | 'good' | 'plain'> = {
  waiting: 'plain',
  running: 'info',
  done: 'good',
  failed: 'alert',
  cancelled: 'plain',
};

function JobLine({ job }: { job: Job }) {
  const t = useWords();
  const isOver = job.state !== 'running' && job.state !== 'waiting';

  return (
    <div style={{ width: 380, padding: '6px 0', borderBottom: '1px solid #eee' }}>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <strong style={{ flex: 1 }}>
          {t(`job.${job.command}` as Word)} · {job.case}
        </strong>
        <Mark tone={tones[job.state]}>{t(`job.${job.state}`)}</Mark>
        {!isOver && (
          <Button size="small" onClick={() => void remove(`jobs/${job.id}`)}>
            {t('cancel')}
          </Button>
        )}
      </div>
      {!isOver && job.total > 0 && <Progress percent={Math.floor((job.done * 100) / job.total)} size="small" />}
      {!isOver && <div style={{ color: '#595959' }}>{job.label}</div>}
      {job.said && <pre style={{ whiteSpace: 'pre-wrap', margin: 0, fontSize: 12 }}>{job.said.trim()}</pre>}
    </div>
  );
}

/* What is being worked on, in the header of every page. */
export function Jobs() {
  const jobs = useSyncExternalStore(onJobs, currentJobs);
  const t = useWords();
  const running = jobs.filter((job) => job.state === 'running' || job.state === 'waiting');

  if (jobs.length === 0) return null;
  return (
    <Popover trigger="click" content={jobs.slice(0, 8).map((job) => <JobLine key={job.id} job={job} />)}>
      <Badge count={running.length} size="small">
        <Button loading={running.length > 0}>{running[0] ? t(`job.${running[0].command}` as Word) : t('job.done')}</Button>
      </Badge>
    </Popover>
  );
}
