import { LoadingOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useSyncExternalStore } from 'react';

import { currentJobs, isOver, onJobs } from '../api/events';
import { type Word, useWords } from '../words';
import { JobLine } from './JobLine';

/* What is being worked on, or how the last of it ended, in the header of every page. */
export function Jobs() {
  const jobs = useSyncExternalStore(onJobs, currentJobs);
  const t = useWords();
  const running = jobs.filter((job) => !isOver(job));
  const last = jobs[0];

  if (!last) return null;
  // A button that shows itself loading takes no click, and behind this one work is stopped.
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="job-list">
          {jobs.slice(0, 8).map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </div>
      }
    >
      <Badge count={running.length} size="small">
        <Button {...(running.length > 0 ? { icon: <LoadingOutlined /> } : {})} danger={running.length === 0 && last.state === 'failed'}>
          {t(`job.${(running.at(-1) ?? last).command}` as Word)}
          {running.length === 0 && ` · ${t(`job.${last.state}`)}`}
        </Button>
      </Badge>
    </Popover>
  );
}
