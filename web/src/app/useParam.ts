/* A piece of a view's state that lives in the address. */
import { useEffect } from 'react';

import { setParam, useRoute } from './route';

export function useParam(name: string): [value: string | undefined, set: (value: string | undefined) => void] {
  const { params } = useRoute();
  return [params.get(name) ?? undefined, (value) => setParam(name, value)];
}

/* A list that is shown by the page, `size` at once: the rows before it, and antd's `pagination` for n rows in all. */
export function usePage(size: number, name = 'page') {
  const [said, setPage] = useParam(name);
  const page = Math.max(1, Math.floor(Number(said)) || 1);

  return {
    offset: (page - 1) * size,
    of: (n: number) =>
      n > size && {
        pageSize: size,
        total: n,
        current: Math.min(Math.ceil(n / size), page),
        showSizeChanger: false,
        onChange: (next: number) => setPage(next > 1 ? String(next) : undefined),
      },
  };
}

export type Page = ReturnType<ReturnType<typeof usePage>['of']>;

/* A list of the server that has become shorter than the page in the address: its first page. */
export function useFirstPage(offset: number, total: number | undefined, name = 'page'): void {
  const [, setPage] = useParam(name);
  const isBeyond = total !== undefined && offset > 0 && offset >= total;

  useEffect(() => {
    if (isBeyond) setPage(undefined);
  }, [isBeyond]);
}
