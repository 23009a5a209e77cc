import { startYearOf, taxYearOf } from '../hmrc/tax-years.ts';
import { taxYearsOf } from '../subjects.ts';
import type { Random } from './random.ts';
import type { Session } from './session.ts';
import { type Draw, requestFor, type Subject } from './subject.ts';

const mostTries = 5;

/**
 * Sends figures of the whole of the last tax year that has ended by a session's moment. What is made of a year (summaries,
 * statements, calculations, declarations) succeeds only where all of it was sent, which random dates hardly ever come to.
 */
export async function sendWholeYear(
  session: Session,
  subjects: readonly { subject: Subject; draw: Draw }[],
  random: Random,
): Promise<void> {
  const taxYear = lastEndedYear(session.startAt);
  const year = startYearOf(taxYear);
  const dates = { fromDate: `${year}-04-06`, toDate: `${year + 1}-04-05` };
  for (const { subject, draw } of subjects) {
    if (!taxYearsOf(subject.operation).includes(taxYear)) continue;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const request = requestFor(session, subject, session.able, () => draw(taxYear), random);
      if (request.body === null) break;
      // The body of every submission of figures is an object.
      const body = { ...(JSON.parse(request.body) as object), ...dates };
      const { status } = await session.send(session.able, { ...request, body: JSON.stringify(body) });
      if (status < 300) break;
    }
  }
}

/** The last tax year that has ended by an instant. */
export function lastEndedYear(instant: string): string {
  const year = Number(instant.slice(0, 4));
  return taxYearOf(instant.slice(5, 10) >= '04-06' ? year - 1 : year - 2);
}
