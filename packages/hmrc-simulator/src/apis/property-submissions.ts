import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { recordSubmission } from '../state/submissions.ts';
import type { ApiCall, Operation } from './operation.ts';
import { WHERE_ANNUAL } from './property-annual.ts';
import { findCallRefusals, findClosedWindow, PATH_CODES, yearKey } from './property-businesses.ts';
import { annuals, periods } from './property-kept.ts';
import { PERIOD_YEARS } from './property-periods.ts';

/** Property Business 6.0: what UK and foreign property share (deleting annual submissions, listing periods). */
export const propertySubmissions: readonly Operation[] = [
  {
    name: 'delete-property-annual',
    method: 'DELETE',
    path: '/individuals/business/property/:nino/:businessId/annual/:taxYear',
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [...PATH_CODES, 'RULE_OUTSIDE_AMENDMENT_WINDOW'],
    handle: deleteAnnual,
  },
  {
    name: 'list-property-periods',
    method: 'GET',
    path: '/individuals/business/property/:nino/:businessId/period/:taxYear',
    version: '6.0',
    scope: 'read:self-assessment',
    codes: PATH_CODES,
    handle: listPeriods,
  },
];

function deleteAnnual(call: ApiCall): Answer {
  const { core, nino, param } = call;
  const [first, ...more] = findCallRefusals(call, WHERE_ANNUAL);
  if (first) return refuse(first, ...more);
  const key = yearKey(call);
  if (!annuals.get(core, key)) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const closed = findClosedWindow(call);
  if (closed) return refuse(closed);
  annuals.remove(core, key);
  // Figures moved, though nothing was sent.
  const place = { nino, businessId: param('businessId'), taxYear: param('taxYear') };
  recordSubmission(core, { ...place, kind: 'annual-deleted' });
  return { status: 204 };
}

function listPeriods(call: ApiCall): Answer {
  const [first, ...more] = findCallRefusals(call, { businessId: true, taxYear: PERIOD_YEARS });
  if (first) return refuse(first, ...more);
  const submissions = periods
    .list(call.core, `${yearKey(call)}/`)
    .map(({ key, value: { fromDate, toDate } }) => ({
      submissionId: key.slice(key.lastIndexOf('/') + 1),
      fromDate,
      toDate,
    }))
    .sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
  return submissions.length > 0
    ? { status: 200, body: { submissions } }
    : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}
