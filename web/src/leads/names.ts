import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import type { ModelHead } from '../models/types';
import { useBoth, useWords } from '../words';

/* Names of models by their ids; leads that people made of clues have one, too. */
export function useModelNames(caseName: string): { name: (id: string) => string; ids: string[] } {
  const t = useWords();
  const both = useBoth();
  const call = useCall<{ models: ModelHead[] }>(casePath(caseName, 'model', 'list'));
  const models = new Map(call.data?.models.map((m) => [m.id, both({ zh: m.name, en: m.name_en })]));

  models.set('finding:clue', t('lead.of.clue'));
  return { name: (id) => models.get(id) ?? id, ids: [...models.keys()] };
}
