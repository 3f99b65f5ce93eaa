import type { FormRule } from 'antd';

import { useWords } from '../words';

const LEAST = 10; // characters of a password (src/server/users.h)

/* What holds for every new password, and for the same one typed again. */
export function useRules(): { fresh: FormRule[]; again: (field: string) => FormRule[] } {
  const t = useWords();

  return {
    fresh: [{ required: true, min: LEAST, message: t('users.short', { n: LEAST }) }],
    again: (field) => [({ getFieldValue }) => ({ validator: async (_, value) => (value === getFieldValue(field) ? undefined : Promise.reject(new Error(t('password.differs')))) })],
  };
}
