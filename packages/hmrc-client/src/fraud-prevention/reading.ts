import type { FraudPreventionHeaders } from './facts.ts';

/** One header: its value, or why it is left out. */
export type Reading = { value: string; reason: null } | { value: null; reason: string };

export function send(value: string): Reading {
  return { value, reason: null };
}

export function leaveOut(reason: string): Reading {
  return { value: null, reason };
}

export function collectHeaders(readings: Readonly<Record<string, Reading>>): FraudPreventionHeaders {
  const headers: Record<string, string> = {};
  const leftOut: { header: string; reason: string }[] = [];
  for (const [header, { value, reason }] of Object.entries(readings)) {
    if (value === null) leftOut.push({ header, reason });
    else headers[header] = value;
  }
  return { headers, leftOut };
}
