import { type Simulator } from '@quarterday/hmrc-simulator';

import { type TaxYear } from '../domain/tax-year.ts';

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
