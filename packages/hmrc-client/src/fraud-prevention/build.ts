import type { BatchFacts, FraudPreventionHeaders, WebAppFacts } from './facts.ts';

export function buildFraudPreventionHeaders(facts: WebAppFacts): FraudPreventionHeaders {
  throw new Error(`not there yet: ${facts.connection.at}`);
}

export function buildBatchFraudPreventionHeaders(facts: BatchFacts): FraudPreventionHeaders {
  throw new Error(`not there yet: ${facts.vendor.version}`);
}
