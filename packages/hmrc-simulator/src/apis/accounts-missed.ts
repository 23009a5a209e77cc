import type { Core } from '../core.ts';
import { businessKey } from '../state/initial.ts';
import type { User } from '../state/schema.ts';
import { formatTaxYear, quarterlyPeriods, taxYearOf } from '../tax-year.ts';
import { findDeclaration } from './calculations-kept.ts';
import { statusIn } from './itsa-status.ts';
import { reportsQuarterly } from './obligations.ts';

/** Something that was due and did not come in time. */
export interface MissedObligation {
  startDate: string;
  endDate: string;
  dueDate: string;
  receivedDate?: string;
}

/**
 * Late returns count from the first year that anybody has to use MTD, late updates from the next year: HMRC gives the
 * first people no points for their quarters of 2026-27. Who volunteers gets points for late returns alone.
 */
const FIRST_RETURN_YEAR = 2026;
const FIRST_QUARTERLY_YEAR = 2027;

/** What a person missed, by due date; a quarter of several businesses is one thing. */
export function findMissedObligations(core: Core, user: User): MissedObligation[] {
  const today = core.clock.today();
  const missed = new Map<string, MissedObligation>();
  for (let year = FIRST_RETURN_YEAR; year <= taxYearOf(today); year += 1) {
    const status = statusIn(user, year, today)?.status;
    const obligations = [
      ...(status === 'MTD Mandated' || status === 'MTD Voluntary' ? [returnOf(core, user, year)] : []),
      ...(status === 'MTD Mandated' && year >= FIRST_QUARTERLY_YEAR ? quartersOf(core, user, year) : []),
    ];
    for (const one of obligations) {
      if (one.dueDate < (one.receivedDate ?? today)) missed.set(one.dueDate, one);
    }
  }
  return [...missed.values()].sort((a, b) => (a.dueDate < b.dueDate ? -1 : 1));
}

function returnOf(core: Core, { nino }: User, year: number): MissedObligation {
  const received = findDeclaration(core, nino, formatTaxYear(year))?.receivedOn;
  return {
    startDate: `${year}-04-06`,
    endDate: `${year + 1}-04-05`,
    dueDate: `${year + 2}-01-31`,
    ...(received !== undefined && { receivedDate: received }),
  };
}

function quartersOf(core: Core, user: User, year: number): MissedObligation[] {
  return user.businesses
    .filter((business) => reportsQuarterly(user, business, year, core.clock.today()))
    .flatMap((business) => {
      const met = core.store.state.fulfilments[businessKey(user.nino, business.businessId)] ?? {};
      const { quarterlyTypeChoice, commencementDate } = business;
      return quarterlyPeriods(year, quarterlyTypeChoice, commencementDate).map((period) => {
        const received = met[period.endDate];
        return { ...period, ...(received !== undefined && { receivedDate: received }) };
      });
    });
}
