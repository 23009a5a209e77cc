import { lastDayToAmend } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type Requests, type UpdatePeriod } from '../request.ts';
import { atHmrc, isCumulative, opensOn } from '../rules.ts';
import { lastTaken, type UpdateView, type Views } from '../view.ts';
import { isWithoutExpenses, sameFigures, type Sums, sumsOf } from './rules.ts';

/** An update that HMRC took, whose records have changed since. */
export interface Correction {
  /** The last update of a business and tax year that HMRC took; to 2024-25, of a quarter of it. */
  submission: UpdateView;
  /** Its quarter: sent again, it replaces what HMRC has. */
  period: UpdatePeriod;
  /** How much more the records come to than what was sent, in pence; each nought where only the parts moved. */
  change: Sums;
  /** Whether expenses are left out now, or HMRC has none: how they are reported may have changed, and not the records. */
  mayBeStyle: boolean;
  /**
   * The year's next quarter, whose update would carry the correction too, and the first day HMRC takes it; null after the last,
   * and where each update is of its quarter alone.
   */
  next: { period: UpdatePeriod; from: string } | null;
  /** A later quarter that HMRC has from other software since: it took the place of what was sent, and HMRC takes no earlier one. */
  elsewhere: UpdatePeriod | null;
}

/** Makes the look for what has changed in the records since HMRC took it. */
export function createCorrections(deps: SubmissionDeps, requests: Requests, views: Pick<Views, 'list'>) {
  /** @param taxYear of this year alone */
  return async function corrections(ownerId: string, taxYear?: string): Promise<Correction[]> {
    const [listed, periods] = await Promise.all([views.list(ownerId), requests.periods(ownerId)]);
    const all = listed.filter((each) => taxYear === undefined || each.taxYear === taxYear);
    const today = deps.clock.today();
    // What one update after another replaces: the whole year, or its own quarter.
    const replaced = new Map<string, UpdateView[]>();
    for (const each of all) {
      const { businessId, taxYear, periodEndDate } = each;
      const key = `${businessId} ${taxYear} ${isCumulative(taxYear) ? '' : periodEndDate}`;
      replaced.set(key, [...(replaced.get(key) ?? []), each]);
    }
    const found = await Promise.all(
      [...replaced.values()].map(async (updates): Promise<Correction | null> => {
        const submission = lastTaken(updates);
        const isSending = updates.some(({ status }) => status === 'processing');
        const period = periods.find(
          (each) =>
            each.businessId === submission?.businessId && each.periodEndDate === submission.periodEndDate,
        );
        if (!submission || !period || isSending || today > lastDayToAmend(period.taxYear)) return null;
        const { figures, style } = await requests.draft(ownerId, period);
        const sent = submission.latest.figures;
        if (sameFigures(figures, sent)) return null;
        const [now, then] = [sumsOf(figures), sumsOf(sent)];
        const next = periods.find(
          (each) =>
            each.businessId === period.businessId &&
            each.taxYear === period.taxYear &&
            isCumulative(period.taxYear) &&
            each.periodEndDate > period.periodEndDate,
        );
        return {
          submission,
          period,
          change: {
            incomePence: now.incomePence - then.incomePence,
            expensesPence: now.expensesPence - then.expensesPence,
            broughtForwardPence: now.broughtForwardPence - then.broughtForwardPence,
            rentARoomPence: now.rentARoomPence - then.rentARoomPence,
          },
          mayBeStyle: style === 'none' || isWithoutExpenses(sent),
          next: next ? { period: next, from: opensOn(next) } : null,
          elsewhere: atHmrc(period, periods, updates).coveredElsewhere,
        };
      }),
    );
    return found.filter((each) => each !== null);
  };
}
