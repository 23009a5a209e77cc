import { randomUUID } from 'node:crypto';

import { type StatementYear } from '../domain/submissions/index.ts';
import { type Journey, type TestProcess } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

/** When HMRC's last contract takes statements of 2023-24. */
export const statementsAt = '2025-10-06T09:00:00Z';

/** End of Period Statements of a journey's landlords for 2023-24: made ready at HMRC, asked for, and looked at. */
export function createStatementTests(journey: Journey) {
  const yearOf = ({ businessId }: Landlord): StatementYear => ({
    businessId,
    taxYear: '2023-24',
    typeOfBusiness: 'uk-property',
  });

  /** Makes a call of HMRC's as the landlord, past everything that Quarterday does. */
  async function callAs(
    landlord: Landlord,
    invoke: Parameters<Journey['connections']['callHmrc']>[0]['invoke'],
  ): Promise<void> {
    const outcome = await journey.connections.callHmrc({
      connectionId: (await journey.connectionOf(landlord)).id,
      purpose: 'submit-eops',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke,
    });
    if (!outcome.ok) throw new Error(`HMRC did not take it: ${outcome.kind}.`);
  }

  /** Gives HMRC the figures of the whole year, as other software sent them then. */
  const prepare = (landlord: Landlord): Promise<void> =>
    callAs(landlord, (call, nino) =>
      journey.hmrc.createUkPropertyPeriod(call, {
        nino,
        businessId: landlord.businessId,
        taxYear: '2023-24',
        summary: {
          fromDate: '2023-04-06',
          toDate: '2024-04-05',
          ukNonFhlProperty: { income: { periodAmountPence: 900_000 } },
        },
      }),
    );

  /** Makes the statement with other software. */
  const makeElsewhere = (landlord: Landlord): Promise<void> =>
    callAs(landlord, (call, nino) =>
      journey.hmrc.submitEndOfPeriodStatement(call, {
        nino,
        statement: {
          typeOfBusiness: 'uk-property',
          businessId: landlord.businessId,
          accountingPeriod: { startDate: '2023-04-06', endDate: '2024-04-05' },
          finalised: true,
        },
      }),
    );

  /** Ticks the declaration, and clicks "Submit" or "Resubmit". */
  const click = (
    landlord: Landlord,
    changed: { agreed?: boolean; taxYear?: StatementYear['taxYear'] } = {},
    { submissions }: Pick<TestProcess, 'submissions'> = journey,
  ) =>
    submissions.statements.request(
      { ownerId: landlord.id, attemptId: randomUUID(), seen: '', captured, agreed: changed.agreed ?? true },
      { ...yearOf(landlord), ...(changed.taxYear && { taxYear: changed.taxYear }) },
    );

  const view = (landlord: Landlord) => journey.submissions.statements.view(landlord.id, yearOf(landlord));

  /** Whether HMRC's simulator has the landlord's statement. */
  const isHeld = ({ nino }: Landlord): boolean =>
    journey.control.saveState().documents['end-of-period-statements']?.[nino] !== undefined;

  return { yearOf, prepare, makeElsewhere, click, view, isHeld };
}
