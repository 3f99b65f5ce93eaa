/* Who works at this page, and as what: asked in one place, for all that depends on it. */
import { createContext, useContext } from 'react';

import type { Session } from '../api/client';
import type { Call } from '../api/useCall';

export const SessionContext = createContext<Call<Session>>({ data: undefined, error: undefined, loading: true });

export const useSession = (): Call<Session> => useContext(SessionContext);
