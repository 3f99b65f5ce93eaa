/* A piece of a view's state that lives in the address. */
import { setParam, useRoute } from './route';

export function useParam(name: string): [value: string | undefined, set: (value: string | undefined) => void] {
  const { params } = useRoute();
  return [params.get(name) ?? undefined, (value) => setParam(name, value)];
}

/* Which page of a table is shown, for antd's `pagination`: of n rows, size at once. */
export function usePages(name = 'page') {
  const [page, setPage] = useParam(name);

  return (n: number, size: number) =>
    n > size && {
      pageSize: size,
      total: n,
      current: Math.max(1, Math.min(Math.ceil(n / size), Math.floor(Number(page)) || 1)),
      showSizeChanger: false,
      onChange: (next: number) => setPage(next > 1 ? String(next) : undefined),
    };
}
