import { Tag } from 'antd';
import type { CSSProperties, ReactNode } from 'react';

/* antd's coloured tags miss the contrast of WCAG AA; these hold 7 to 1. */
const tones: Record<string, CSSProperties> = {
  info: { color: '#0a3a82', background: '#e6f0ff', borderColor: '#9db8e0' },
  alert: { color: '#7a1c00', background: '#fff1ea', borderColor: '#dba48d' },
  good: { color: '#14500a', background: '#eaf7e6', borderColor: '#9cc78f' },
  plain: { color: '#1f1f1f', background: '#f3f4f6', borderColor: '#c4c8ce' },
};

export function Mark({ tone = 'plain', style, children }: { tone?: 'info' | 'alert' | 'good' | 'plain'; style?: CSSProperties; children: ReactNode }) {
  return (
    <Tag variant="outlined" style={{ marginInlineEnd: 4, ...tones[tone], ...style }}>
      {children}
    </Tag>
  );
}
