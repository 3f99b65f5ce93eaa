import './nonce';
import './main.css';
import './app/begin'; // before the libraries, which come meanwhile (vite.config.ts)

import { noteStacks } from './app/stacks';

noteStacks(false);
void import('./app/start').finally(() => noteStacks(true));
