import { readBody } from '../bodies/body.ts';
import { amount, choice, optionals } from '../bodies/parts.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import { lossClaims, type KeptLossClaims } from './losses-kept.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { findClosedWindow, startYearOf, yearKey } from './property-businesses.ts';
import { inPounds } from './property-kept.ts';

const PATH = '/individuals/losses/:nino/businesses/:businessId/loss-claims/:taxYear';
/** 2026-27 is the first tax year; one that has not begun is refused as one that has not ended. */
const WHERE = { businessId: true, taxYear: { first: 2026 } } as const;
const CODES_OF_ALL = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  'FORMAT_BUSINESS_ID',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
] as const;

const body = optionals({
  claims: optionals({
    carryBack: optionals({
      previousYearGeneralIncome: amount(),
      earlyYearLosses: amount(),
      terminalLosses: amount(),
    }),
    carrySideways: optionals({ currentYearGeneralIncome: amount() }),
    preferenceOrder: optionals({
      applyFirst: choice(['carry-sideways', 'carry-back'], 'FORMAT_PREFERENCE_ORDER'),
    }),
    carryForward: optionals({ currentYearLosses: amount(), previousYearsLosses: amount() }),
  }),
  losses: optionals({ broughtForwardLosses: amount() }),
});
type Sent = Omit<KeptLossClaims, 'submittedOn'>;

/** Individual Losses 7.0, from 2026-27: all that is claimed of one business and tax year together. */
export const lossesV7: readonly Operation[] = [
  {
    name: 'put-loss-claims',
    method: 'PUT',
    path: PATH,
    version: '7.0',
    scope: 'write:self-assessment',
    codes: [
      ...CODES_OF_ALL,
      'RULE_TAX_YEAR_NOT_ENDED',
      'FORMAT_VALUE',
      'FORMAT_PREFERENCE_ORDER',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RULE_MISSING_PREFERENCE_ORDER',
      'RULE_PREFERENCE_ORDER_NOT_ALLOWED',
      'RULE_CARRY_FORWARD_AND_TERMINAL_LOSS_NOT_ALLOWED',
      'RULE_CARRY_BACK_CLAIM',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
    ],
    handle: put,
  },
  {
    name: 'get-loss-claims',
    method: 'GET',
    path: PATH,
    version: '7.0',
    scope: 'read:self-assessment',
    codes: CODES_OF_ALL,
    scenarios: { TERMINAL_LOSS_CLAIM: terminalLossExample },
    handle: (call) => {
      const [first, ...more] = findPathRefusals(call, WHERE);
      if (first) return refuse(first, ...more);
      const kept = findBusiness(call) && lossClaims.get(call.core, yearKey(call));
      if (!kept) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
      return { status: 200, body: inPounds(kept) };
    },
  },
  {
    name: 'delete-loss-claims',
    method: 'DELETE',
    path: PATH,
    version: '7.0',
    scope: 'write:self-assessment',
    codes: [...CODES_OF_ALL, 'RULE_OUTSIDE_AMENDMENT_WINDOW'],
    handle: (call) => {
      const [first, ...more] = findPathRefusals(call, WHERE);
      if (first) return refuse(first, ...more);
      if (!findBusiness(call) || !lossClaims.get(call.core, yearKey(call)))
        return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
      const closed = findClosedWindow(call);
      if (closed) return refuse(closed);
      lossClaims.remove(call.core, yearKey(call));
      return { status: 204 };
    },
  },
];

function put(call: ApiCall) {
  const { core } = call;
  const reading = readBody(body, call.bodyText, findRefusalsBetween);
  const [first, ...more] = [...findPathRefusals(call, WHERE), ...(reading.ok ? [] : reading.refusals)];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  // HMRC's sandbox leaves this rule out on request, so that software can be tried during the year.
  const isTried = call.header('suspend-temporal-validations') === 'true';
  if (!isTried && core.clock.today() <= `${startYearOf(call) + 1}-04-05`)
    return refuse({ code: 'RULE_TAX_YEAR_NOT_ENDED' });
  const business = findBusiness(call);
  if (!business) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const { claims, losses } = reading.value;
  if (claims?.carryBack && business.typeOfBusiness !== 'self-employment')
    return refuse({ code: 'RULE_CARRY_BACK_CLAIM' });
  const closed = findClosedWindow(call);
  if (closed) return refuse(closed);
  lossClaims.put(core, yearKey(call), {
    submittedOn: core.clock.now().toISOString(),
    ...(claims && { claims }),
    ...(losses && { losses }),
  });
  return { status: 204 };
}

function findRefusalsBetween({ claims }: Sent): Refusal[] {
  if (!claims) return [];
  const { carryBack, carrySideways, preferenceOrder, carryForward } = claims;
  const refusals: Refusal[] = [];
  const hasBoth =
    carryBack?.['previousYearGeneralIncome'] !== undefined &&
    carrySideways?.['currentYearGeneralIncome'] !== undefined;
  if (hasBoth && !preferenceOrder) refusals.push({ code: 'RULE_MISSING_PREFERENCE_ORDER' });
  if (!hasBoth && preferenceOrder) refusals.push({ code: 'RULE_PREFERENCE_ORDER_NOT_ALLOWED' });
  if (carryForward && carryBack?.['terminalLosses'] !== undefined)
    refusals.push({ code: 'RULE_CARRY_FORWARD_AND_TERMINAL_LOSS_NOT_ALLOWED' });
  return refusals;
}

function findBusiness({ user, param }: ApiCall): Business | undefined {
  return user.businesses.find(({ businessId }) => businessId === param('businessId'));
}

function terminalLossExample({ core }: ApiCall) {
  const submittedOn = core.clock.now().toISOString();
  return { status: 200, body: { submittedOn, claims: { carryBack: { terminalLosses: 812.5 } } } };
}
