import { describe, expect, it } from 'vitest';
import { api, connect, startSimulator } from '../test/landlord.ts';

const NINO = 'NC270610B';
const UK = 'XAIS00000000010';
const PERIODS = `/individuals/business/property/uk/${NINO}/${UK}/period/2024-25`;
const OBLIGATIONS =
  `/obligations/details/${NINO}/income-and-expenditure?typeOfBusiness=uk-property&businessId=${UK}` +
  '&fromDate=2024-04-06&toDate=2025-04-05';

/** Jonah Reed, who has sent nothing of 2024-25. */
async function connectJonah() {
  const { send } = await startSimulator();
  const { access } = await connect(send, '100000000010');
  const quarters = async () => {
    const { body } = await api(send, access, OBLIGATIONS, { version: '3.0' });
    const { obligations } = body as unknown as {
      obligations: { obligationDetails: Record<string, string>[] }[];
    };
    return obligations[0]?.obligationDetails ?? [];
  };
  const post = (path: string, version: string, body: object) =>
    api(send, access, path, { method: 'POST', version, body });
  const sendPeriod = (fromDate: string, toDate: string) =>
    post(PERIODS, '6.0', { fromDate, toDate, ukNonFhlProperty: { income: { periodAmount: 1 } } });
  const met = async () =>
    (await quarters())
      .filter(({ status }) => status === 'fulfilled')
      .map(({ periodEndDate }) => periodEndDate);
  return { quarters, met, post, sendPeriod };
}

describe('obligations to 2024-25', () => {
  it('are each of its quarter alone', async () => {
    const { quarters } = await connectJonah();
    expect(await quarters()).toEqual([
      { periodStartDate: '2024-04-06', periodEndDate: '2024-07-05', dueDate: '2024-08-05', status: 'open' },
      { periodStartDate: '2024-07-06', periodEndDate: '2024-10-05', dueDate: '2024-11-05', status: 'open' },
      { periodStartDate: '2024-10-06', periodEndDate: '2025-01-05', dueDate: '2025-02-05', status: 'open' },
      { periodStartDate: '2025-01-06', periodEndDate: '2025-04-05', dueDate: '2025-05-05', status: 'open' },
    ]);
  });

  it('are met by period summaries that together cover all of a quarter', async () => {
    const { met, sendPeriod } = await connectJonah();
    await sendPeriod('2024-04-06', '2024-06-05');
    expect(await met()).toEqual([]);
    await sendPeriod('2024-06-06', '2024-07-05');
    expect(await met()).toEqual(['2024-07-05']);
    await sendPeriod('2024-07-06', '2025-04-05');
    expect(await met()).toEqual(['2024-07-05', '2024-10-05', '2025-01-05', '2025-04-05']);
  });

  it('stand in the way of finalising the business until they are met', async () => {
    const { post, sendPeriod } = await connectJonah();
    const trigger = () =>
      post(`/individuals/self-assessment/adjustable-summary/${NINO}/trigger`, '7.0', {
        accountingPeriod: { startDate: '2024-04-06', endDate: '2025-04-05' },
        typeOfBusiness: 'uk-property',
        businessId: UK,
      });
    expect((await trigger()).body.code).toBe('RULE_OBLIGATIONS_NOT_MET');
    await sendPeriod('2024-04-06', '2025-04-05');
    expect((await trigger()).status).toBe(200);
  });
});
