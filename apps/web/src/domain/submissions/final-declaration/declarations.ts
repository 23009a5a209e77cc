import { type CalculationView } from '../../calculations/index.ts';
import { type CapturedHeaders, reasonText, refusingMany } from '../../connections/index.ts';
import { lastDayToAmend, parseTaxYear, type TaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type CommonRefusal, createRequesting, type SubmitClick } from '../requesting.ts';
import { coveringUpdate, isDoneElsewhere } from '../rules.ts';
import { type SubmissionView, type Views } from '../view.ts';
import {
  calculationFor,
  type DeclarationFigures,
  declarationFor,
  type DeclarationType,
  declarationWording,
  isAmendable,
  isOver,
  readDeclarationFigures,
  takenSinceDeclared,
} from './rules.ts';

/** A quarter of the year that HMRC has no update for. */
export interface MissingUpdate {
  typeOfBusiness: string;
  periodStartDate: string;
  periodEndDate: string;
}

/** How a tax year stands towards its final declaration. */
export interface DeclarationYear {
  taxYear: TaxYear;
  isOver: boolean;
  /** True once HMRC takes nothing of it through software any more. */
  isClosed: boolean;
  /** True where HMRC has told of no quarter of this year. */
  isUnknown: boolean;
  missing: MissingUpdate[];
  /** HMRC's ids of the businesses that it has listed quarters of this year for. */
  businessIds: string[];
  /** Declarations and amendments, the newest first. */
  declarations: SubmissionView[];
  /** The declaration that HMRC has taken from here. */
  declared: SubmissionView | null;
  /** That HMRC has a declaration which was not made here, and since which calendar date, where HMRC said; null while it told of none. */
  declaredElsewhere: { on: string | null } | null;
  isAmendable: boolean;
  /** What HMRC took from here since it was declared, so that the declaration is to be amended; none where HMRC takes no amendment. */
  takenSince: SubmissionView[];
  annualSummaries: SubmissionView[];
  /** The newest calculation that a declaration or an amendment can be made of. */
  calculation: CalculationView | null;
}

export type StartRefusal =
  | Extract<CommonRefusal, { reason: 'not-connected' | 'expired' | 'disconnecting' }>
  | {
      reason:
        | 'closed'
        | 'year-not-over'
        | 'updates-missing'
        | 'declared-already'
        | 'not-declared'
        | 'not-amendable';
    }
  | { reason: 'hmrc-not-asked'; sentence: string };

export type DeclareRefusal =
  | CommonRefusal
  /** There is no such calculation, it has no figures, or another has taken its place. */
  | { reason: 'no-figures' | 'superseded' }
  | { reason: 'declared-already' | 'not-agreed' };

/** A click on "Submit" beside HMRC's words. */
export interface DeclareClick extends SubmitClick {
  /** The calculation on the page, by our id; `seen` is HMRC's number of it. */
  calculation: string;
  agreed: boolean;
  name: string;
}

/** Final declarations and their amendments: what must be done before, the figures, the agreement. */
export function createDeclarations(deps: SubmissionDeps, views: Views) {
  const { connections, calculations, clock } = deps;
  const requesting = createRequesting(deps);

  async function year(ownerId: string, taxYear: TaxYear): Promise<DeclarationYear> {
    const [quarters, all, calculated, listed] = await Promise.all([
      connections.obligations(ownerId),
      views.all(ownerId),
      calculations.ofYear(ownerId, taxYear),
      connections.finalDeclarations(ownerId),
    ]);
    const own = quarters
      .map((each) => ({ ...each, taxYear: taxYearOf(each.periodEndDate) }))
      .filter((each) => each.taxYear === taxYear);
    const sent = all.filter((each) => each.taxYear === taxYear);
    const updates = sent.filter(({ kind }) => kind === 'quarterly-update');
    const declarations = sent.filter(({ kind }) => kind === 'final-declaration');
    const declared =
      declarations.find((each) => each.status === 'submitted' && typeOf(each) === 'final-declaration') ??
      null;
    const atHmrc = listed.find(
      (each) => taxYearOf(each.periodEndDate) === taxYear && each.status === 'fulfilled',
    );
    const isElsewhere = atHmrc !== undefined || declarations.some(isDoneElsewhere);
    const today = clock.today();
    return {
      taxYear,
      isOver: isOver(taxYear, today),
      isClosed: today > lastDayToAmend(taxYear),
      isUnknown: own.length === 0,
      missing: own.filter(
        (each) => each.status !== 'fulfilled' && coveringUpdate(each, updates) === undefined,
      ),
      businessIds: [...new Set(own.map(({ businessId }) => businessId))],
      declarations,
      declared,
      declaredElsewhere: declared === null && isElsewhere ? { on: atHmrc?.receivedDate ?? null } : null,
      isAmendable: isAmendable(taxYear, today),
      takenSince: isAmendable(taxYear, today) ? takenSinceDeclared(sent) : [],
      annualSummaries: sent.filter(({ kind }) => kind === 'annual-summary'),
      calculation: calculated.find((each) => declarationFor(each.type) !== null) ?? null,
    };
  }

  /** The tax years whose declaration is to be amended, since HMRC took figures of them after it; the newest first. */
  async function toAmend(ownerId: string): Promise<TaxYear[]> {
    const all = await views.all(ownerId);
    const years = new Set(all.flatMap((each) => parseTaxYear(each.taxYear) ?? []));
    return [...years]
      .filter((taxYear) => isAmendable(taxYear, clock.today()))
      .filter((taxYear) => takenSinceDeclared(all.filter((each) => each.taxYear === taxYear)).length > 0)
      .sort()
      .reverse();
  }

  /** Has HMRC work out the figures to declare, or to amend with; HMRC's own list of quarters is looked at first. */
  async function start(click: {
    ownerId: string;
    /** Made with the form: the same form sent twice is one calculation. */
    id: string;
    taxYear: TaxYear;
    type: DeclarationType;
    otherIncome: 'none' | 'elsewhere';
    captured: CapturedHeaders;
  }): Promise<{ ok: true; calculation: string } | ({ ok: false } & StartRefusal)> {
    const { ownerId, taxYear, type, captured } = click;
    const ready = await requesting.ready(ownerId);
    if (!ready.ok) return ready;
    if (!isOver(taxYear, clock.today())) return { ok: false, reason: 'year-not-over' };
    if (type === 'final-declaration' && clock.today() > lastDayToAmend(taxYear)) {
      return { ok: false, reason: 'closed' };
    }
    const asked = await askForQuarters({ id: ready.connectionId, ownerId }, taxYear, captured);
    if (!asked.ok) return asked;
    const now = await year(ownerId, taxYear);
    const refusal = refusalToStart(now, type);
    if (refusal) return { ok: false, reason: refusal };
    const made = await calculations.request({ ...click, type: calculationFor[type] });
    return made.ok ? { ok: true, calculation: made.id } : made;
  }

  async function askForQuarters(
    connection: { id: string; ownerId: string },
    taxYear: TaxYear,
    captured: CapturedHeaders,
  ): Promise<{ ok: true } | { ok: false; reason: 'hmrc-not-asked'; sentence: string }> {
    const { start: fromDate, end: toDate } = taxYearDates(taxYear);
    const outcome = await connections.askForObligations(
      connection,
      { fromDate, toDate },
      {
        purpose: 'check-dates',
        freshness: 'live',
        priority: 'person',
        fraudPreventionHeaders: captured.headers,
      },
    );
    if (outcome.ok) return { ok: true };
    if (outcome.kind === 'answer' && outcome.failure.meaning.outcome === 'nothing-there') return { ok: true };
    const refused = (sentence: string) => ({ ok: false, reason: 'hmrc-not-asked', sentence }) as const;
    if (outcome.kind === 'reconnect') {
      const { why, next } = reasonText(outcome.reason);
      return refused(`${why} ${next}`);
    }
    if (outcome.kind === 'answer' || outcome.kind === 'operator')
      return refused(outcome.failure.meaning.sentence);
    if (outcome.kind === 'storm') return refused(refusingMany);
    return refused('HMRC could not be reached. Try again in a few minutes.');
  }

  /** Sends the agreement to HMRC, bound to the calculation whose figures stood beside the words. */
  async function declare(
    click: DeclareClick,
    taxYear: TaxYear,
  ): Promise<{ ok: true; submissionId: string } | ({ ok: false } & DeclareRefusal)> {
    const already = await requesting.alreadyAsked(click);
    if (already !== null) return { ok: true, submissionId: already };
    const ready = await requesting.ready(click.ownerId);
    if (!ready.ok) return ready;
    const checked = await figuresOf(click, taxYear);
    if (!checked.ok) return checked;
    const { figures, again } = checked;
    if (again) return requesting.placeAgain(click, ready.connectionId, again, figures);
    const { start: periodStartDate, end: periodEndDate } = taxYearDates(taxYear);
    return requesting.place(
      click,
      ready.connectionId,
      { kind: 'final-declaration', businessId: '', taxYear, periodStartDate, periodEndDate, dueDate: null },
      figures,
    );
  }

  async function figuresOf(click: DeclareClick, taxYear: TaxYear) {
    const refuse = (reason: 'no-figures' | 'superseded' | 'declared-already' | 'not-agreed') =>
      ({ ok: false, reason }) as const;
    const calculation = await calculations.one(click.ownerId, click.calculation);
    const type = declarationFor(calculation?.type ?? '');
    const tax = calculation?.figures?.tax;
    if (calculation?.taxYear !== taxYear || !type || !tax) return refuse('no-figures');
    if (calculation.calculationId === null || calculation.calculationId !== click.seen) {
      return refuse('no-figures');
    }
    // Asked for with the question of other income, or not to be declared.
    if (calculation.otherIncome === null) return refuse('no-figures');
    const name = click.name.trim();
    if (!click.agreed || name === '') return refuse('not-agreed');
    const now = await year(click.ownerId, taxYear);
    if (now.calculation?.id !== calculation.id) return refuse('superseded');
    if (type === 'final-declaration' && isDeclared(now)) return refuse('declared-already');
    if (now.declarations.some((each) => each.status === 'submitted' && of(each) === click.seen)) {
      return refuse('declared-already');
    }
    const answer = await calculations.answerOf(click.ownerId, calculation.id);
    const figures: DeclarationFigures = {
      calculationId: calculation.calculationId,
      calculationType: type,
      totals: {
        incomePence: tax.incomePence,
        allowancesPence: tax.allowancesPence,
        taxablePence: tax.taxablePence,
        chargedPence: tax.chargedPence,
        reliefsPence: tax.totalReliefsPence,
        nationalInsurancePence: tax.nationalInsurancePence,
        deductedPence: tax.deductedPence,
        duePence: tax.duePence,
      },
      answer,
      agreedBy: name,
      agreedAt: clock.now().toISOString(),
      wording: [...declarationWording],
      otherIncome: calculation.otherIncome,
    };
    // What failed or was rejected is gone on with: a new attempt, by a new agreement.
    const [last] = now.declarations;
    const again = last && isEndedUntaken(last) && typeOf(last) === type ? last : null;
    return { ok: true, figures, again } as const;
  }

  return { year, toAmend, start, declare };
}

/** Whether HMRC has the year's declaration, made here or elsewhere. */
export const isDeclared = ({
  declared,
  declaredElsewhere,
}: Pick<DeclarationYear, 'declared' | 'declaredElsewhere'>): boolean =>
  declared !== null || declaredElsewhere !== null;

// An amendment waits for no update: HMRC has the whole year.
function refusalToStart(year: DeclarationYear, type: DeclarationType) {
  if (type === 'confirm-amendment') {
    if (!isDeclared(year)) return 'not-declared';
    return year.isAmendable ? null : 'not-amendable';
  }
  if (isDeclared(year)) return 'declared-already';
  return year.missing.length > 0 || year.isUnknown ? 'updates-missing' : null;
}

const isEndedUntaken = ({ status }: SubmissionView) => status === 'failed' || status === 'rejected';
const typeOf = ({ latest }: SubmissionView) => readDeclarationFigures(latest.figures).calculationType;
const of = ({ latest }: SubmissionView) => readDeclarationFigures(latest.figures).calculationId;
