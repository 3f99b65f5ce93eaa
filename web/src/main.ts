import './nonce';
import './main.css';

import { begin } from './app/begin';

begin();
void import('./app/start');
