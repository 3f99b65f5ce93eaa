import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App';
import { opened } from './begin';

const root = document.getElementById('root');
if (root) {
  void opened.then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
