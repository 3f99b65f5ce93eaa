import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { type View, clamp, heightOf, scrolled, topOf } from './window';
import './grid.css';

export interface Column<T> {
  id: string;
  title: ReactNode;
  width: number; // pixels; 0: the rest
  align?: 'right';
  cell: (row: T) => ReactNode;
}

export interface Range {
  first: number;
  last: number;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: number;
  row: (i: number) => T | undefined;
  onWindow: (first: number, last: number) => void;
  onOpen: (row: T, i: number) => void;
  start: number; // the row at the top when it is first shown
  onTop: (i: number) => void; // the row at the top, once it has rested there
  isOpened: (row: T) => boolean;
  range: Range | undefined; // rows that are chosen together; both ends included
  onRange: (range: Range | undefined) => void;
  onCopy: () => void;
}

const ROW = 30;
const REST_MS = 300;

/* A table of millions of rows of which only those in sight exist. */
export function Grid<T>({ label, columns, rows, row, onWindow, onOpen, start, onTop, isOpened, range, onRange, onCopy }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(400);
  const [view, setView] = useState<View>({ first: 0, top: 0 });
  const [current, setCurrent] = useState(0);
  const anchor = useRef(0); // where a range began

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Other rows: from the top again.
  const begun = useRef(false);
  useEffect(() => {
    const most = scroller.current?.clientHeight ?? height;
    const to = begun.current ? 0 : clamp(start, 0, Math.max(0, rows - most / ROW));
    const top = topOf(to, rows, ROW, most);
    begun.current = true;
    scroller.current?.scrollTo(0, top);
    setView({ first: to, top });
    setCurrent(Math.floor(to));
    onRange(undefined);
  }, [rows]);

  const first = Math.floor(view.first);
  useEffect(() => {
    const timer = setTimeout(() => onTop(first), REST_MS);
    return () => clearTimeout(timer);
  }, [first]);
  const last = Math.min(rows - 1, Math.ceil(view.first + height / ROW));
  useEffect(() => {
    if (rows > 0) onWindow(first, Math.max(first, last));
  });

  function show(i: number): void {
    const inSight = Math.floor(height / ROW) - 1;
    setCurrent(i);
    if (i >= view.first && i < view.first + inSight) return;
    const target = i < view.first ? i : i - inSight + 1;
    const top = topOf(target, rows, ROW, height);
    scroller.current?.scrollTo(0, top);
    setView({ first: clamp(target, 0, Math.max(0, rows - height / ROW)), top });
  }

  /* With Shift the range goes from where it began to row i. */
  function choose(i: number, withShift: boolean): void {
    if (!withShift) anchor.current = i;
    else if (!range) anchor.current = current;
    onRange(withShift ? { first: Math.min(anchor.current, i), last: Math.max(anchor.current, i) } : undefined);
  }

  // What was opened below the table may not cover the row that it is about.
  useEffect(() => {
    if (current > 0 && current >= view.first) show(current);
  }, [height]);

  function onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(height / ROW) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows, End: rows };
    const step = steps[event.key];
    const opened = row(current);
    const withControl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (step !== undefined) {
      const target = clamp(current + step, 0, rows - 1);
      choose(target, event.shiftKey);
      show(target);
    } else if (event.key === 'Enter' && opened !== undefined) onOpen(opened, current);
    else if (withControl && key === 'a') onRange({ first: 0, last: rows - 1 });
    else if (withControl && key === 'c') onCopy();
    else if (event.key === 'Escape' && range) onRange(undefined);
    else return;
    event.preventDefault();
  }

  const shown = [];
  for (let i = first; i <= last; i++) shown.push(i);
  return (
    <div
      className="grid"
      role="grid"
      aria-multiselectable
      aria-activedescendant={rows > 0 ? `grid-row-${current}` : undefined}
      aria-label={label} aria-rowcount={rows + 1} aria-colcount={columns.length}>
      <div className="grid-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" className="grid-cell" style={styleOf(column)}>
            {column.title}
          </div>
        ))}
      </div>
      <div
        ref={scroller}
        className="grid-scroller"
        tabIndex={0}
        role="rowgroup"
        onKeyDown={onKey}
        onScroll={(event) => {
          const { scrollTop } = event.currentTarget;
          if (scrollTop !== view.top) setView(scrolled(view, scrollTop, rows, ROW, height));
        }}
      >
        <div style={{ height: heightOf(rows, ROW), position: 'relative' }}>
          {shown.map((i) => {
            const item = row(i);
            return (
              <div
                key={i}
                id={`grid-row-${i}`}
                role="row"
                aria-rowindex={i + 2}
                aria-selected={(item !== undefined && isOpened(item)) || isIn(range, i)}
                className={`grid-row${isIn(range, i) ? ' ranged' : ''}${i === current ? ' current' : ''}${item !== undefined && isOpened(item) ? ' selected' : ''}`}
                style={{ top: view.top + (i - view.first) * ROW, height: ROW }}
                onClick={(event) => {
                  choose(i, event.shiftKey);
                  setCurrent(i);
                  if (event.shiftKey) return;
                  if (item !== undefined) onOpen(item, i);
                }}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className="grid-cell" style={styleOf(column)}>
                    {item === undefined ? '…' : column.cell(item)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const isIn = (range: Range | undefined, i: number) => range !== undefined && i >= range.first && i <= range.last;

function styleOf<T>(column: Column<T>) {
  return {
    flex: column.width ? `0 0 ${column.width}px` : '1 1 120px',
    ...(column.align && { textAlign: column.align, paddingInlineEnd: 8 }),
  };
}
