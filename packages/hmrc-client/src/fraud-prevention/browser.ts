import type { Screen } from './facts.ts';

/** Names of the hidden inputs that the script fills. */
export const browserDetailFields = {
  userAgent: 'fph-user-agent',
  screens: 'fph-screens',
  windowSize: 'fph-window-size',
  timezone: 'fph-timezone',
} as const;

export const fraudPreventionScript = '';

export interface BrowserDetails {
  details: {
    userAgent?: string;
    screens?: Screen[];
    windowSize?: { width: number; height: number };
    timezone?: string;
  };
  /** Values that were there but unusable. */
  dropped: { field: string; reason: string }[];
}

export function parseBrowserDetails(form: Readonly<Record<string, unknown>>): BrowserDetails {
  throw new Error(`not there yet: ${String(Object.keys(form).length)}`);
}
