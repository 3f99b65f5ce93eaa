import { Card } from 'antd';
import type { ReactNode } from 'react';

/* A part of a page, with a heading of its own. */
export function Panel({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  return (
    <Card size="small" title={<h2 className="panel-title">{title}</h2>} extra={extra}>
      {children}
    </Card>
  );
}
