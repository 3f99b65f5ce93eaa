import { Nothing } from '../parts/Answer';
import { useWords } from '../words';

export default function Later() {
  return <Nothing title={useWords()('soon')} />;
}
