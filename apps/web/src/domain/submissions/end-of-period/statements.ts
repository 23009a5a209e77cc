import { type DateSpan, lastDayToAmend, parseTaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';
import { canBeFinalised } from '../adjustments/view.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear } from '../property-years.ts';
import { type CommonRefusal, createRequesting, type SubmitClick } from '../requesting.ts';
import { outstanding } from '../rules.ts';
import { type SubmissionView, type Views } from '../view.ts';
import {
  isPropertyBusiness,
  standingOf,
  type StatementFigures,
  type StatementStanding,
  statementWording,
} from './rules.ts';

/** A property business in a tax year. */
export interface StatementYear extends BusinessYear {
  typeOfBusiness: StatementFigures['typeOfBusiness'];
}

interface Quarter {
  periodStartDate: string;
  periodEndDate: string;
  status: string;
  receivedDate: string | null;
}

/** A statement as its landlord has it, and what is known of the year. */
export interface StatementView extends StatementYear {
  standing: StatementStanding;
  /** A property business's accounting period is the tax year. */
  accountingPeriod: DateSpan;
  lastDay: string;
  /** The newest, whatever became of it. */
  latest: SubmissionView | null;
  /** True where HMRC said that it has one that was not sent from here. */
  isDoneElsewhere: boolean;
  /** The quarters of the year, as HMRC listed them. */
  quarters: Quarter[];
  /** Those that HMRC lists as open and has taken no update of from here. */
  missing: Quarter[];
  /** Whether the business can be finalised here, which takes the statement's place. */
  canBeFinalised: boolean;
  /** What else was sent of this business and year, the newest first. */
  sent: SubmissionView[];
}

/** Why no statement was sent. */
export type StatementRefusal =
  CommonRefusal | { reason: Exclude<StatementStanding, 'open'> } | { reason: 'done-already' | 'not-agreed' };

export type StatementResult = { ok: true; submissionId: string } | ({ ok: false } & StatementRefusal);

/** End of Period Statements of property businesses. */
export function createStatements(deps: SubmissionDeps, views: Views) {
  const { connections, clock, environment } = deps;
  const requesting = createRequesting(deps);

  /** The business and the year an address names; null where there is no such property business of theirs. */
  async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<StatementYear | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined || taxYear > taxYearOf(clock.today())) return null;
    const business = (await connections.businesses(ownerId)).find(
      ({ businessId }) => businessId === named.businessId,
    );
    if (business === undefined || !isPropertyBusiness(business.typeOfBusiness)) return null;
    return { businessId: business.businessId, taxYear, typeOfBusiness: business.typeOfBusiness };
  }

  async function view(ownerId: string, of: StatementYear): Promise<StatementView> {
    const [all, listed] = await Promise.all([views.all(ownerId), connections.obligations(ownerId)]);
    const ofYear = all.filter((each) => each.businessId === of.businessId && each.taxYear === of.taxYear);
    const [latest] = ofYear.filter(isStatement);
    const quarters = listed
      .map((each) => ({ ...each, taxYear: taxYearOf(each.periodEndDate) }))
      .filter((each) => each.businessId === of.businessId && each.taxYear === of.taxYear);
    const updates = ofYear.filter(({ kind }) => kind === 'quarterly-update');
    return {
      ...of,
      standing: standingOf(of.taxYear, { environment, today: clock.today() }),
      accountingPeriod: taxYearDates(of.taxYear),
      lastDay: lastDayToAmend(of.taxYear),
      canBeFinalised: canBeFinalised(of.taxYear, of.typeOfBusiness),
      latest: latest ?? null,
      isDoneElsewhere: latest?.latest.outcome?.code === 'DONE_ELSEWHERE',
      quarters,
      missing: outstanding(quarters, updates),
      sent: ofYear.filter((each) => !isStatement(each)),
    };
  }

  /** Asks for the statement to be sent: a new one, or a new attempt at the one that HMRC did not take. */
  async function request(
    click: SubmitClick & { agreed: boolean },
    of: StatementYear,
  ): Promise<StatementResult> {
    const already = await requesting.alreadyAsked(click);
    if (already !== null) return { ok: true, submissionId: already };
    const now = await view(click.ownerId, of);
    if (now.standing !== 'open') return { ok: false, reason: now.standing };
    const ready = await requesting.ready(click.ownerId);
    if (!ready.ok) return ready;
    const { latest } = now;
    if (latest?.status === 'processing') return { ok: false, reason: 'in-flight', submissionId: latest.id };
    if (latest?.status === 'submitted' || now.isDoneElsewhere) return { ok: false, reason: 'done-already' };
    if (!click.agreed) return { ok: false, reason: 'not-agreed' };
    const figures: StatementFigures = {
      typeOfBusiness: of.typeOfBusiness,
      agreedAt: clock.now().toISOString(),
      wording: statementWording,
    };
    return latest
      ? requesting.placeAgain(click, ready.connectionId, latest, figures)
      : requesting.place(click, ready.connectionId, scopeOf(now), figures);
  }

  return { find, view, request };
}

const isStatement = ({ kind }: SubmissionView): boolean => kind === 'end-of-period-statement';

function scopeOf({ businessId, taxYear, accountingPeriod }: StatementView) {
  return {
    kind: 'end-of-period-statement' as const,
    businessId,
    taxYear,
    periodStartDate: accountingPeriod.start,
    periodEndDate: accountingPeriod.end,
    dueDate: null,
  };
}
