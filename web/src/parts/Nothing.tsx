import { Empty } from 'antd';
import type { ReactNode } from 'react';

/* Nothing there, and what to do next. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={title}>
      {children}
    </Empty>
  );
}
