import { readBody, type ValueOf } from '../bodies/body.ts';
import { amount, integer, list, object, optionals } from '../bodies/parts.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { findClosedWindow, startYearOf } from './property-businesses.ts';

const PATH = '/accounts/self-assessment/:nino/:taxYear/collection/tax-code';
/** The first tax year of coding out, by its starting year; HMRC's sandbox takes two more. */
const WHERE = { taxYear: { first: 2021 } } as const;
const LARGEST_ID = 999_999_999_999_999;

const item = object({ id: integer({ min: 1, max: LARGEST_ID }, 'FORMAT_ID'), amount: amount() });
const body = object({
  taxCodeComponents: optionals({
    selfAssessmentUnderpayment: list(item),
    payeUnderpayment: list(item),
    debt: list(item),
    inYearAdjustment: item,
  }),
});
type Components = ValueOf<typeof body>['taxCodeComponents'];
type Item = ValueOf<typeof item>;

const kept = defineCollection<{ submittedOn: string; components: Components }>('coding-out');

const PATH_CODES = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
] as const;

/** What is to be collected through a tax code, as the person would have it. */
export const codingOut: readonly Operation[] = [
  {
    name: 'get-coding-out',
    method: 'GET',
    path: PATH,
    version: '4.0',
    scope: 'read:self-assessment',
    codes: [...PATH_CODES, 'FORMAT_SOURCE', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: get,
  },
  {
    name: 'put-coding-out',
    method: 'PUT',
    path: PATH,
    version: '4.0',
    scope: 'write:self-assessment',
    codes: [
      ...PATH_CODES,
      'RULE_TAX_YEAR_NOT_ENDED',
      'RULE_DUPLICATE_ID_NOT_ALLOWED',
      'FORMAT_VALUE',
      'FORMAT_ID',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
    ],
    handle: put,
  },
  {
    name: 'delete-coding-out',
    method: 'DELETE',
    path: PATH,
    version: '4.0',
    scope: 'write:self-assessment',
    codes: [...PATH_CODES, 'RULE_OUTSIDE_AMENDMENT_WINDOW', 'MATCHING_RESOURCE_NOT_FOUND'],
    handle: remove,
  },
];

const keyOf = ({ nino, param }: ApiCall): string => `${nino}/${param('taxYear')}`;

function get(call: ApiCall): Answer {
  const source = call.query('source') ?? 'latest';
  const [first, ...more] = [
    ...findPathRefusals(call, WHERE),
    ...(['hmrcHeld', 'user', 'latest'].includes(source) ? [] : [{ code: 'FORMAT_SOURCE' } as const]),
  ];
  if (first) return refuse(first, ...more);
  // As in HMRC's sandbox, there is nothing that HMRC itself would hold.
  const found = source === 'hmrcHeld' ? undefined : kept.get(call.core, keyOf(call));
  if (!found) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const { submittedOn, components } = found;
  const show = ({ id, amount: pence }: Item) => ({
    id,
    amount: pence / 100,
    relatedTaxYear: call.param('taxYear'),
    submittedOn,
    source: 'user',
  });
  const { selfAssessmentUnderpayment: own, payeUnderpayment: paye, debt, inYearAdjustment } = components;
  const taxCodeComponents = {
    ...(own && { selfAssessmentUnderpayment: own.map(show) }),
    ...(paye && { payeUnderpayment: paye.map(show) }),
    ...(debt && { debt: debt.map(show) }),
    ...(inYearAdjustment && { inYearAdjustment: show(inYearAdjustment) }),
  };
  return { status: 200, body: { taxCodeComponents } };
}

function put(call: ApiCall): Answer {
  const reading = readBody(body, call.bodyText, findDuplicates);
  const [first, ...more] = [...findPathRefusals(call, WHERE), ...(reading.ok ? [] : reading.refusals)];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  if (call.core.clock.today() <= `${startYearOf(call) + 1}-04-05`) {
    return refuse({ code: 'RULE_TAX_YEAR_NOT_ENDED' });
  }
  const closed = findClosedWindow(call);
  if (closed) return refuse(closed);
  kept.put(call.core, keyOf(call), {
    submittedOn: call.core.clock.now().toISOString(),
    components: reading.value.taxCodeComponents,
  });
  return { status: 204 };
}

function remove(call: ApiCall): Answer {
  const [first, ...more] = findPathRefusals(call, WHERE);
  if (first) return refuse(first, ...more);
  const closed = findClosedWindow(call);
  if (closed) return refuse(closed);
  return kept.remove(call.core, keyOf(call))
    ? { status: 204 }
    : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

/** Every id stands for one underpayment or debt, so that none can be there twice. */
function findDuplicates({ taxCodeComponents }: ValueOf<typeof body>): Refusal[] {
  const seen = new Set<number>();
  const paths = Object.entries(taxCodeComponents).flatMap(([name, part]) => {
    const items = Array.isArray(part) ? part : [part];
    return items.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [`/taxCodeComponents/${name}${Array.isArray(part) ? `/${index}` : ''}/id`];
    });
  });
  return paths.length > 0 ? [{ code: 'RULE_DUPLICATE_ID_NOT_ALLOWED', paths }] : [];
}
