import { expect, it } from 'vitest';
import {
  connectCarys,
  cumulative,
  foreignAnnual,
  foreignPeriod,
  OTHER_ID,
  ukAnnual,
  ukPeriod,
} from '../test/property-landlord.ts';

it('GETs of property have made-up answers for scenarios', async () => {
  const { scenario } = await connectCarys();
  const any = OTHER_ID;
  const answers = await Promise.all([
    scenario(`${ukPeriod()}/${any}`, 'UK_PROPERTY'),
    scenario(`${foreignPeriod()}/${any}`, 'FOREIGN_NON_FHL_CONSOLIDATED'),
    scenario(ukAnnual('2024-25'), 'UK_FHL_PROPERTY_ALLOWANCE'),
    scenario(foreignAnnual(), 'FOREIGN_ALL_OTHER_ALLOWANCES'),
    scenario(cumulative(), 'FOREIGN_PROPERTY_CONSOLIDATED'),
    scenario(cumulative(), 'UK_PROPERTY'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 400]);
  expect(answers[2].body).toHaveProperty('ukFhlProperty.allowances.propertyIncomeAllowance');
  expect(answers[4].body).toHaveProperty('foreignProperty.0.expenses.consolidatedExpenses');
});
