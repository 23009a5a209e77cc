import { randomUUID } from 'node:crypto';

import { type Simulator } from '@quarterday/hmrc-simulator';

import { type CalculationFigures } from '../domain/calculations/index.ts';
import { type TaxYear } from '../domain/tax-year.ts';
import { type Journey } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

/**
 * Has HMRC calculate as other software does, with a person's newest token: nothing of it is known here.
 *
 * @returns HMRC's number of the calculation
 */
export async function calculateElsewhere(
  { app, control }: Simulator,
  { nino }: { nino: string },
  taxYear: TaxYear,
): Promise<string> {
  const { authorities } = control.saveState();
  const token = control
    .tokens()
    .tokens.findLast(({ authorityId }) => authorities[authorityId ?? '']?.nino === nino);
  const answer = await app.request(
    `/individuals/calculations/${nino}/self-assessment/${taxYear}/trigger/in-year`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token?.accessToken ?? ''}`,
        Accept: 'application/vnd.hmrc.8.0+json',
      },
    },
  );
  const body = (await answer.json()) as { calculationId?: string };
  if (body.calculationId === undefined) throw new Error(`HMRC did not calculate: ${JSON.stringify(body)}`);
  return body.calculationId;
}

/** Has HMRC estimate a year for a landlord, as an engine would; `undefined` where it made nothing of it. */
export async function estimate(
  journey: Journey,
  landlord: Landlord,
  taxYear: TaxYear,
): Promise<CalculationFigures['tax'] | undefined> {
  const { id: ownerId } = landlord;
  const click = { ownerId, id: randomUUID(), taxYear, type: 'in-year' as const, captured };
  const asked = await journey.calculations.request(click);
  if (!asked.ok) throw new Error(asked.reason);
  const event = { calculation: asked.id, connectionId: (await journey.connectionOf(landlord)).id };
  await journey.calculations.steps.calculate(event);
  await journey.calculations.steps.calculate(event);
  return (await journey.calculations.one(ownerId, asked.id))?.figures?.tax;
}
