import { type TaxYear } from '../domain/tax-year.ts';
import { type Journey } from './journey.ts';
import { type Landlord } from './landlords.ts';

/** Has HMRC calculate as other software does: nothing of it is known here. @returns HMRC's number of the calculation */
export async function calculateElsewhere(
  { connections, connectionOf, hmrc }: Pick<Journey, 'connections' | 'connectionOf' | 'hmrc'>,
  landlord: Landlord,
  taxYear: TaxYear,
): Promise<string> {
  const made = await connections.callHmrc({
    connectionId: (await connectionOf(landlord)).id,
    purpose: 'calculate-tax',
    freshness: 'live',
    priority: 'person',
    fraudPreventionHeaders: {},
    invoke: (call, nino) => hmrc.triggerCalculation(call, { nino, taxYear, calculationType: 'in-year' }),
  });
  if (!made.ok) throw new Error(`HMRC did not calculate: ${made.kind}`);
  return made.value.calculationId;
}
