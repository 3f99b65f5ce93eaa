import { useEffect, useState, useSyncExternalStore } from 'react';

import { type Params, get, url } from './client';
import { earlyAnswer, takeEarly } from './early';
import { caseVersion, onCaseChange } from './events';

export interface Call<T> {
  data: T | undefined;
  error: Error | undefined;
  loading: boolean;
}

/* Asks again when the case has changed, whoever changed it, and when `again` is another; a view
 * that is left takes its question back, and the server stops working on it. path undefined:
 * nothing to ask yet. */
export function useCall<T>(path: string | undefined, params: Params = {}, again = ''): Call<T> {
  const version = useSyncExternalStore(onCaseChange, caseVersion);
  const address = path === undefined ? undefined : url(path, params);
  const [state, setState] = useState<Call<T> & { address: string | undefined }>(() => {
    const data = address === undefined ? undefined : earlyAnswer<T>(address);
    return { data, error: undefined, loading: data === undefined, address: data === undefined ? undefined : address };
  });

  useEffect(() => {
    if (path === undefined) return undefined;
    if (address !== undefined && state.data !== undefined && state.address === address && state.data === earlyAnswer<T>(address)) {
      void takeEarly(address); // it is shown
      return undefined;
    }
    const stop = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    get<T>(path, params, stop.signal)
      .then((data) => setState({ data, error: undefined, loading: false, address }))
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setState({ data: undefined, error: error as Error, loading: false, address });
      });
    return () => stop.abort();
    // `address` says what is asked, params included.
  }, [address, version, again]);

  // What was answered to another question is not shown under this one.
  if (state.address !== address) return { data: undefined, error: undefined, loading: path !== undefined };
  return state;
}
