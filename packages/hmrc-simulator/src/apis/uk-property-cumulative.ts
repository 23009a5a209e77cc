import { refuse, type Refusal } from '../platform/refusals.ts';
import { businessKey } from '../state/initial.ts';
import { BUSINESS_ID, type AcceptedUpdate } from '../state/schema.ts';
import { FIRST_CUMULATIVE_YEAR, readTaxYear, taxYearOf } from '../tax-year.ts';
import { findBrokenDateRule } from './cumulative-dates.ts';
import { fulfilObligations, reportsQuarterly } from './obligations.ts';
import type { ApiCall, Operation } from './operation.ts';
import { readCumulativeBody, toUkProperty } from './uk-cumulative-body.ts';

const PATH = '/individuals/business/property/uk/:nino/:businessId/cumulative/:taxYear';
const HISTORY_KEPT = 500;

/** Property Business 6.0: the cumulative update of a UK property business, from tax year 2025-26. */
export const ukPropertyCumulative: readonly Operation[] = [
  {
    name: 'put-uk-cumulative',
    method: 'PUT',
    path: PATH,
    version: '6.0',
    scope: 'write:self-assessment',
    handle: put,
  },
  {
    name: 'get-uk-cumulative',
    method: 'GET',
    path: PATH,
    version: '6.0',
    scope: 'read:self-assessment',
    handle: get,
  },
];

function put(call: ApiCall) {
  const { core, user, nino, param, bodyText, correlationId } = call;
  const json = parseJson(bodyText);
  if (!json.ok) return refuse({ code: 'INVALID_REQUEST' });
  const reading = readCumulativeBody(json.value);
  const [first, ...more] = [...findPathRefusals(call), ...(reading.ok ? [] : reading.refusals)];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);

  const startYear = Number(param('taxYear').slice(0, 4));
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  // HMRC documents no "wrong type of business" for this operation, so another type is simply not found.
  if (business?.typeOfBusiness !== 'uk-property') return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });

  const today = core.clock.today();
  const key = updateKey(call);
  const earlier = core.store.state.updates[key];
  const { update } = reading;
  const broken = findBrokenDateRule({
    startYear,
    today,
    business,
    reportsQuarterly: reportsQuarterly(user, business, startYear, today),
    fromDate: update.fromDate,
    toDate: update.toDate,
    lastToDate: earlier?.current.toDate,
  });
  if (broken) return refuse({ code: broken });

  const current: AcceptedUpdate = { submittedOn: core.clock.now().toISOString(), correlationId, ...update };
  core.store.state.updates[key] = {
    nino,
    businessId: business.businessId,
    taxYear: param('taxYear'),
    acceptedCount: (earlier?.acceptedCount ?? 0) + 1,
    current,
    history: [...(earlier?.history ?? []), current].slice(-HISTORY_KEPT),
  };
  if (update.toDate !== undefined) fulfilObligations(core, nino, business, startYear, update.toDate);
  core.store.changed();
  return { status: 204 };
}

function get(call: ApiCall) {
  const { core, user, param } = call;
  const [first, ...more] = findPathRefusals(call);
  if (first) return refuse(first, ...more);
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  if (business && business.typeOfBusiness !== 'uk-property')
    return refuse({ code: 'RULE_TYPE_OF_BUSINESS_INCORRECT' });
  const update = business && core.store.state.updates[updateKey(call)];
  if (!update) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const { submittedOn, fromDate, toDate, pence } = update.current;
  return {
    status: 200,
    body: {
      submittedOn,
      ...(fromDate !== undefined && { fromDate }),
      ...(toDate !== undefined && { toDate }),
      ukProperty: toUkProperty(pence),
    },
  };
}

function updateKey({ nino, param }: ApiCall): string {
  return `${businessKey(nino, param('businessId'))}/${param('taxYear')}`;
}

function findPathRefusals({ core, param }: ApiCall): Refusal[] {
  const refusals: Refusal[] = [];
  const taxYear = readTaxYear(param('taxYear'));
  if (!taxYear.ok) refusals.push({ code: taxYear.code });
  else if (taxYear.startYear < FIRST_CUMULATIVE_YEAR || taxYear.startYear > taxYearOf(core.clock.today())) {
    refusals.push({ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' });
  }
  if (!BUSINESS_ID.test(param('businessId'))) refusals.push({ code: 'FORMAT_BUSINESS_ID' });
  return refusals;
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  // No body at all is HMRC's empty body, not broken JSON.
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}
