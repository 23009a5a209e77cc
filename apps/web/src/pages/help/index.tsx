import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { AccessibilityPage } from './accessibility-page.tsx';
import { HelpPage } from './help-page.tsx';
import { PrivacyPage } from './privacy-page.tsx';

/** Pages that explain; open to everybody. */
export function helpPages() {
  return new Hono<AppEnv>()
    .get('/help', (c) => c.html(<HelpPage page={c.get('page')} />))
    .get('/privacy', (c) => c.html(<PrivacyPage page={c.get('page')} />))
    .get('/accessibility', (c) => c.html(<AccessibilityPage page={c.get('page')} />));
}
