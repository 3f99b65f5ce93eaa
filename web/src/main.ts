import './nonce';
import './main.css';
import './app/begin'; // before the libraries, which come meanwhile (vite.config.ts)

void import('./app/start');
