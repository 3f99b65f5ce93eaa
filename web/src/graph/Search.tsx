import { AutoComplete, Input } from 'antd';

import type { Account } from '../api/types';
import { useWords } from '../words';

const textOf = (a: Account) => `${a.holder} ${a.account}`;

export function Search({ accounts, onFound }: { accounts: Account[]; onFound: (account: Account) => void }) {
  const t = useWords();

  return (
    <AutoComplete
      aria-label={t('graph.search')}
      options={accounts.map((a) => ({ value: textOf(a) }))}
      filterOption={(input, option) => (option?.value ?? '').includes(input.trim())}
      onSelect={(text: string) => {
        const account = accounts.find((a) => textOf(a) === text);
        if (account) onFound(account);
      }}
      style={{ width: 260 }}
    >
      <Input placeholder={t('graph.search')} allowClear />
    </AutoComplete>
  );
}
