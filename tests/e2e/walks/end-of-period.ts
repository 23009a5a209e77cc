import { expect } from '@playwright/test';

import { connect, expectStatus, signUp } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const statement = '/years/:taxYear/end-of-period-statement/:businessId';

const go = ({ page, world, user }: Walker, taxYear = '2023-24') =>
  page.goto(`${world.url}/years/${taxYear}/end-of-period-statement/${user.businessId}`);

const agree = async (walker: Walker, button: 'Submit' | 'Resubmit') => {
  await walker.page.getByLabel('I have read this declaration and agree to it').check();
  await press(walker, button);
};

/** In a world of its own, since the clock goes back to when HMRC took statements. */
export const endOfPeriod: Walk = {
  title: 'the pages of an End of Period Statement',
  stops: [
    after(statement, 'too late', async (walker) => {
      const { page, world, user } = walker;
      await signUp(page, world);
      await connect(page, world, user);
      await go(walker);
    }),
    after(statement, 'withdrawn', (walker) => go(walker, '2024-25').then(() => undefined)),
    after(statement, 'ready', async (walker) => {
      await walker.world.simulator.setClock('2025-10-06T09:00:00Z');
      // The platform looks at the simulator's clock a few times a second.
      await expect(async () => {
        await go(walker);
        await expect(walker.page.getByText('Simulated date: 6 October 2025')).toBeVisible({ timeout: 1000 });
      }).toPass();
    }),
    after(statement, 'not agreed', (walker) => press(walker, 'Submit')),
    after('/submissions/:id', 'rejected statement', async (walker) => {
      await agree(walker, 'Submit');
      await expectStatus(walker.page, 'Rejected');
    }),
    after('/submissions/:id', 'submitted statement, after a lost answer', async (walker) => {
      const { simulator } = walker.world;
      await simulator.sendFiguresOf2023(walker.user);
      await simulator.fault('answer-lost', {
        nino: walker.user.nino,
        operation: 'submit-end-of-period-statement',
        times: 1,
      });
      await walker.page.getByRole('button', { name: 'Resubmit' }).click();
      await agree(walker, 'Resubmit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(statement, 'submitted', (walker) => go(walker).then(() => undefined)),
    at('/years/:taxYear', 'with a statement', '/years/2023-24'),
  ],
};
