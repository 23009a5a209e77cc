import { expect, it } from 'vitest';
import { ADA } from '../test/landlord.ts';
import { adaAfter2025 } from '../test/year-end.ts';

const SUMMARIES = `/individuals/self-assessment/adjustable-summary/${ADA.nino}`;
const wanted = {
  accountingPeriod: { startDate: '2025-04-06', endDate: '2026-04-05' },
  typeOfBusiness: 'uk-property',
  businessId: ADA.businessId,
};
interface Listed {
  calculationId: string;
  summaryStatus: string;
  adjustedSummary: boolean;
}

it('forgets the oldest summaries of a business and year once there are a hundred, but not adjustments that count', async () => {
  const { call } = await adaAfter2025();
  const trigger = async () =>
    String((await call(`${SUMMARIES}/trigger`, 'POST', '7.0', wanted)).body['calculationId']);
  const statusOf = async (id: string) =>
    (await call(`${SUMMARIES}/uk-property/${id}/2025-26`, 'GET', '7.0')).status;
  const adjust = async (id: string) =>
    (
      await call(`${SUMMARIES}/uk-property/${id}/adjust/2025-26`, 'POST', '7.0', {
        ukProperty: { income: { totalRentsReceived: 1 } },
      })
    ).status;

  const replaced = await trigger();
  expect(await adjust(replaced)).toBe(200);
  const counting = await trigger();
  expect(await adjust(counting)).toBe(200);
  const later = await trigger();
  const last = [];
  for (let made = 0; made < 100; made += 1) last.push(await trigger());

  expect(await Promise.all([replaced, later].map(statusOf))).toEqual([404, 404]);
  const { body } = await call(`${SUMMARIES}/2025-26`, 'GET', '7.0');
  const [source] = body['businessSources'] as [{ summaries: Listed[] }];
  expect(source.summaries.map(({ calculationId }) => calculationId)).toEqual([counting, ...last]);
  expect(source.summaries.map(({ summaryStatus }) => summaryStatus)).toEqual([
    ...last.map(() => 'superseded'),
    'valid',
  ]);
  expect(source.summaries.filter(({ adjustedSummary }) => adjustedSummary)).toHaveLength(1);
});
