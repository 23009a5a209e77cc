import { adjustSummary } from './bsas-adjust.ts';
import { listSummaries } from './bsas-list.ts';
import { retrieveSummary } from './bsas-retrieve.ts';
import { triggerSummary } from './bsas-trigger.ts';
import type { Operation } from './operation.ts';

/** Business Source Adjustable Summary 7.0, without the summaries of self-employment. */
export const bsas: readonly Operation[] = [
  listSummaries,
  triggerSummary,
  retrieveSummary('uk-property'),
  adjustSummary('uk-property'),
  retrieveSummary('foreign-property'),
  adjustSummary('foreign-property'),
];
