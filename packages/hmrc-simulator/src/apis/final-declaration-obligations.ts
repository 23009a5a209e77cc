import { refuse, type Refusal } from '../platform/refusals.ts';
import { formatTaxYear, newestObligationYear, taxYearOf } from '../tax-year.ts';
import { FIRST_TAXED_YEAR } from '../tax/rates.ts';
import { findDeclaration } from './calculations-kept.ts';
import { existsIn } from './calculations-sources.ts';
import { statusIn } from './itsa-status.ts';
import type { ApiCall, Operation } from './operation.ts';
import { checkTaxYear } from './path-rules.ts';

/** How many years back HMRC looks where no tax year is asked for. */
const YEARS_BACK = 4;
/** The day after the tax year on which a scenario says that it was declared. */
const DECLARED_ON = '12-14';

/** Obligations 3.0: final declarations, which HMRC used to call crystallisation. */
export const finalDeclarationObligations: readonly Operation[] = [
  {
    name: 'final-declaration-obligations',
    method: 'GET',
    path: '/obligations/details/:nino/crystallisation',
    version: '3.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'FORMAT_STATUS',
      'RULE_TAX_YEAR_NOT_SUPPORTED',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'RULE_INSOLVENT_TRADER',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
      'NO_OBLIGATIONS_FOUND',
    ],
    scenarios: {
      MULTIPLE: (call) => {
        const newest = taxYearOf(call.core.clock.today());
        return answer([madeUp(newest - 2, 'fulfilled'), madeUp(newest - 1, 'open')]);
      },
      DYNAMIC: (call) => {
        const asked = call.query('taxYear') ?? '';
        const today = call.core.clock.today();
        const year = checkTaxYear(asked, {}, today) ? taxYearOf(today) - 1 : Number(asked.slice(0, 4));
        return answer([madeUp(year, call.query('status') === 'fulfilled' ? 'fulfilled' : 'open')]);
      },
    },
    handle: (call) => {
      const [first, ...more] = findRefusals(call);
      if (first) return refuse(first, ...more);
      if (call.user.insolvent) return refuse({ code: 'RULE_INSOLVENT_TRADER' });
      const found = obligationsOf(call);
      return found.length > 0 ? answer(found) : refuse({ code: 'NO_OBLIGATIONS_FOUND' });
    },
  },
];

const answer = (obligations: readonly object[]) => ({ status: 200, body: { obligations } });

function findRefusals({ core, query }: ApiCall): Refusal[] {
  const taxYear = query('taxYear');
  const status = query('status');
  const newest = newestObligationYear(core.clock.today());
  const code =
    taxYear === undefined
      ? undefined
      : checkTaxYear(taxYear, { first: FIRST_TAXED_YEAR, last: newest }, core.clock.today());
  return [
    ...(code ? [{ code }] : []),
    ...(status === undefined || status === 'open' || status === 'fulfilled'
      ? []
      : [{ code: 'FORMAT_STATUS' } as const]),
  ];
}

/** One obligation for each tax year in which a person has a status and a business, met by its final declaration. */
function obligationsOf({ core, user, nino, query }: ApiCall) {
  const today = core.clock.today();
  const asked = query('taxYear');
  const newest = newestObligationYear(today);
  const years =
    asked === undefined
      ? Array.from({ length: YEARS_BACK + 1 }, (_, index) => newest - YEARS_BACK + index)
      : [Number(asked.slice(0, 4))];
  return years
    .filter((year) => (statusIn(user, year, today)?.status ?? 'No Status') !== 'No Status')
    .filter((year) => user.businesses.some((business) => existsIn(business, year)))
    .map((year) => {
      const declaration = findDeclaration(core, nino, formatTaxYear(year));
      return {
        ...datesOf(year),
        status: declaration ? 'fulfilled' : 'open',
        ...(declaration && { receivedDate: declaration.receivedOn }),
      };
    })
    .filter(({ status }) => status === (query('status') ?? status));
}

/** A final declaration is due on 31 January after the tax year. */
function datesOf(startYear: number) {
  return {
    periodStartDate: `${startYear}-04-06`,
    periodEndDate: `${startYear + 1}-04-05`,
    dueDate: `${startYear + 2}-01-31`,
  };
}

function madeUp(startYear: number, status: 'open' | 'fulfilled') {
  return {
    ...datesOf(startYear),
    status,
    ...(status === 'fulfilled' && { receivedDate: `${startYear + 1}-${DECLARED_ON}` }),
  };
}
