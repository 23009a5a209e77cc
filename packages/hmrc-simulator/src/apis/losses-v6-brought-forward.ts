import { readBody, type ValueOf } from '../bodies/body.ts';
import { amount, choice, object, text } from '../bodies/parts.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { BUSINESS_ID } from '../state/schema.ts';
import { nextSubmissionNumber } from '../state/submissions.ts';
import { FIRST_CUMULATIVE_YEAR, formatTaxYear } from '../tax-year.ts';
import { findDeclaration } from './calculations-kept.ts';
import { losses, type KeptLoss, type TypeOfLoss } from './losses-kept.ts';
import { exampleLoss, exampleLosses } from './losses-v6-scenarios.ts';
import {
  COMMON_CODES,
  findBusiness,
  findClosedLossYear,
  findIdRefusals,
  findQueryRefusals,
  findYearRefusals,
  FIRST_LOSS_YEAR,
  isRunning,
  newLossId,
  refuseFirst,
  startYearOfText,
  TYPES_OF_LOSS,
  YEAR_CODES,
} from './losses-v6-rules.ts';
import type { ApiCall, PersonOperation } from './operation.ts';

const PATH = '/individuals/losses/:nino/brought-forward-losses';
const ANY_TEXT = /^/;
/** Lists know no Class 4. */
const LISTED_TYPES = TYPES_OF_LOSS.filter((type) => type !== 'self-employment-class4');

const newLoss = object({
  taxYearBroughtForwardFrom: text(ANY_TEXT, 'FORMAT_TAX_YEAR'),
  typeOfLoss: choice(TYPES_OF_LOSS, 'FORMAT_TYPE_OF_LOSS', { withPath: false }),
  businessId: text(BUSINESS_ID, 'FORMAT_BUSINESS_ID'),
  lossAmount: amount(),
});
const change = object({ lossAmount: amount() });

const create: PersonOperation = {
  name: 'create-brought-forward-loss',
  method: 'POST',
  path: `${PATH}/tax-year/brought-forward-from/:taxYear`,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_VALUE',
    'FORMAT_BUSINESS_ID',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'FORMAT_TYPE_OF_LOSS',
    'RULE_DUPLICATE_SUBMISSION',
    'RULE_TAX_YEAR_NOT_ENDED',
    'RULE_BFL_NOT_SUPPORTED_FOR_FHL_PROPERTIES',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
  ],
  handle: (call) => {
    const { core } = call;
    const reading = readBody(newLoss, call.bodyText, (sent) => findRefusalsInLoss(call, sent));
    const inPath = findYearRefusals(call.param('taxYear'), FIRST_LOSS_YEAR);
    const refused = refuseFirst([...inPath, ...(reading.ok ? [] : reading.refusals)]);
    if (refused) return refused;
    if (!reading.ok) return refuse(...reading.refusals);
    const { lossAmount, ...sent } = reading.value;
    const refusal = findClosedLossYear(call, sent.taxYearBroughtForwardFrom) ?? findLossRefusal(call, sent);
    if (refusal) return refuse(refusal);
    const lossId = newLossId();
    const lastModified = core.clock.now().toISOString();
    const number = nextSubmissionNumber(core);
    keep(call, { lossId, number, ...sent, lossPence: lossAmount, lastModified });
    return { status: 201, body: { lossId } };
  },
};

const retrieve: PersonOperation = {
  name: 'get-brought-forward-loss',
  method: 'GET',
  path: `${PATH}/:lossId`,
  version: '6.0',
  scope: 'read:self-assessment',
  codes: [...COMMON_CODES, 'FORMAT_LOSS_ID'],
  scenarios: {
    UK_PROPERTY_FHL: (call) => exampleLoss(call, 'uk-property-fhl'),
    FOREIGN_PROPERTY: (call) => exampleLoss(call, 'foreign-property'),
  },
  handle: ({ core, nino, param }) => {
    const refused = refuseFirst(findIdRefusals(param('lossId'), 'FORMAT_LOSS_ID'));
    if (refused) return refused;
    const loss = losses.get(core, `${nino}/${param('lossId')}`);
    return loss ? { status: 200, body: write(loss) } : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  },
};

const list: PersonOperation = {
  name: 'list-brought-forward-losses',
  method: 'GET',
  path: `${PATH}/tax-year/:taxYearBroughtForwardFrom`,
  version: '6.0',
  scope: 'read:self-assessment',
  codes: [...COMMON_CODES, ...YEAR_CODES, 'FORMAT_TYPE_OF_LOSS', 'FORMAT_BUSINESS_ID'],
  scenarios: {
    SELF_EMPLOYMENT: (call) => exampleLosses(call, 'self-employment'),
    UK_PROPERTY: (call) => exampleLosses(call, 'uk-property'),
    FOREIGN_PROPERTY: (call) => exampleLosses(call, 'foreign-property'),
    DYNAMIC: (call) =>
      exampleLosses(
        call,
        LISTED_TYPES.find((type) => type === call.query('typeOfLoss')),
      ),
  },
  handle: (call) => {
    const { core, nino, param, query } = call;
    const taxYear = param('taxYearBroughtForwardFrom');
    const refused = refuseFirst([
      ...findYearRefusals(taxYear, FIRST_LOSS_YEAR),
      ...findQueryRefusals(call, { typeOfLoss: [LISTED_TYPES, 'FORMAT_TYPE_OF_LOSS'] }),
    ]);
    if (refused) return refused;
    const found = losses
      .list(core, `${nino}/`)
      .map(({ value }) => value)
      .filter((loss) => loss.taxYearBroughtForwardFrom === taxYear)
      .filter(({ businessId }) => businessId === (query('businessId') ?? businessId))
      .filter(({ typeOfLoss }) => typeOfLoss === (query('typeOfLoss') ?? typeOfLoss));
    return found.length > 0
      ? { status: 200, body: { losses: found.map((loss) => ({ lossId: loss.lossId, ...write(loss) })) } }
      : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  },
};

const amend: PersonOperation = {
  name: 'amend-brought-forward-loss',
  method: 'POST',
  path: `${PATH}/:lossId/tax-year/:taxYear/change-loss-amount`,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_LOSS_ID',
    'FORMAT_VALUE',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'RULE_NO_CHANGE',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
  ],
  scenarios: {
    CLASS_4: (call) => exampleAmended(call, 'self-employment-class4'),
    FOREIGN_PROPERTY: (call) => exampleAmended(call, 'foreign-property'),
    FOREIGN_PROPERTY_FHL_EEA: (call) => exampleAmended(call, 'foreign-property-fhl-eea'),
    UK_PROPERTY_FHL: (call) => exampleAmended(call, 'uk-property-fhl'),
    UK_PROPERTY: (call) => exampleAmended(call, 'uk-property'),
    DYNAMIC: (call) => exampleAmended(call, 'self-employment'),
  },
  handle: (call) => {
    const reading = readBody(change, call.bodyText);
    const refused = refuseFirst([...findPathRefusals(call), ...(reading.ok ? [] : reading.refusals)]);
    if (refused) return refused;
    if (!reading.ok) return refuse(...reading.refusals);
    const found = lossInPath(call);
    if (!found.ok) return refuse(found.refusal);
    const { lossAmount: lossPence } = reading.value;
    if (found.loss.lossPence === lossPence) return refuse({ code: 'RULE_NO_CHANGE' });
    const loss = { ...found.loss, lossPence, lastModified: call.core.clock.now().toISOString() };
    keep(call, loss);
    return { status: 200, body: write(loss) };
  },
};

const remove: PersonOperation = {
  name: 'delete-brought-forward-loss',
  method: 'DELETE',
  path: `${PATH}/:lossId/tax-year/:taxYear`,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_LOSS_ID',
    'RULE_DELETE_AFTER_FINAL_DECLARATION',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
  ],
  handle: (call) => {
    const refused = refuseFirst(findPathRefusals(call));
    if (refused) return refused;
    const found = lossInPath(call);
    if (!found.ok) return refuse(found.refusal);
    const { core, nino } = call;
    const yearUsed = yearAfter(found.loss.taxYearBroughtForwardFrom);
    // What a declaration was made with stays, and can only be amended to nothing.
    if (findDeclaration(core, nino, yearUsed)) return refuse({ code: 'RULE_DELETE_AFTER_FINAL_DECLARATION' });
    losses.remove(core, `${nino}/${found.loss.lossId}`);
    return { status: 204 };
  },
};

export const broughtForwardLosses: readonly PersonOperation[] = [create, retrieve, list, amend, remove];

function findRefusalsInLoss(
  call: ApiCall,
  { taxYearBroughtForwardFrom, typeOfLoss }: ValueOf<typeof newLoss>,
): Refusal[] {
  const inYear = findYearRefusals(taxYearBroughtForwardFrom, FIRST_LOSS_YEAR);
  if (inYear.length > 0) return inYear;
  const refusals: Refusal[] = [];
  const hasEnded = startYearOfText(taxYearBroughtForwardFrom) >= FIRST_CUMULATIVE_YEAR;
  if (typeOfLoss.includes('fhl') && hasEnded)
    refusals.push({ code: 'RULE_BFL_NOT_SUPPORTED_FOR_FHL_PROPERTIES' });
  if (isRunning(call, taxYearBroughtForwardFrom)) refusals.push({ code: 'RULE_TAX_YEAR_NOT_ENDED' });
  return refusals;
}

function findLossRefusal(
  call: ApiCall,
  sent: { businessId: string; typeOfLoss: TypeOfLoss; taxYearBroughtForwardFrom: string },
): Refusal | undefined {
  const { core, nino } = call;
  if (!findBusiness(call, sent.businessId, sent.typeOfLoss)) return { code: 'MATCHING_RESOURCE_NOT_FOUND' };
  const isKnown = losses
    .list(core, `${nino}/`)
    .some(
      ({ value }) =>
        value.businessId === sent.businessId &&
        value.typeOfLoss === sent.typeOfLoss &&
        value.taxYearBroughtForwardFrom === sent.taxYearBroughtForwardFrom,
    );
  return isKnown ? { code: 'RULE_DUPLICATE_SUBMISSION' } : undefined;
}

function findPathRefusals({ param }: ApiCall): Refusal[] {
  return [
    ...findYearRefusals(param('taxYear'), FIRST_LOSS_YEAR),
    ...findIdRefusals(param('lossId'), 'FORMAT_LOSS_ID'),
  ];
}

/** The loss in the path, if it is one of the year in the path that may still change. */
function lossInPath(call: ApiCall): { ok: true; loss: KeptLoss } | { ok: false; refusal: Refusal } {
  const { core, nino, param } = call;
  const loss = losses.get(core, `${nino}/${param('lossId')}`);
  if (loss?.taxYearBroughtForwardFrom !== param('taxYear'))
    return { ok: false, refusal: { code: 'MATCHING_RESOURCE_NOT_FOUND' } };
  const refusal = findClosedLossYear(call, param('taxYear'));
  return refusal ? { ok: false, refusal } : { ok: true, loss };
}

function keep({ core, nino }: ApiCall, loss: KeptLoss): void {
  losses.put(core, `${nino}/${loss.lossId}`, loss);
}

const yearAfter = (taxYear: string): string => formatTaxYear(startYearOfText(taxYear) + 1);

function write({
  businessId,
  typeOfLoss,
  lossPence,
  taxYearBroughtForwardFrom,
  lastModified,
}: KeptLoss): object {
  return { businessId, typeOfLoss, lossAmount: lossPence / 100, taxYearBroughtForwardFrom, lastModified };
}

function exampleAmended(call: ApiCall, typeOfLoss: TypeOfLoss) {
  const reading = readBody(change, call.bodyText);
  return reading.ok ? exampleLoss(call, typeOfLoss, reading.value.lossAmount) : refuse(...reading.refusals);
}
