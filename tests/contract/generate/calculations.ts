import fc from 'fast-check';
import { isObject } from '../hmrc/documents.ts';
import { datesBetween } from './from-shape.ts';
import type { Generator } from './generator.ts';
import { inOrder } from './tidy.ts';

const triggered = ['in-year', 'intent-to-finalise', 'intent-to-amend'];
const declared = ['final-declaration', 'confirm-amendment'];
const inTimeOfStatements = datesBetween('2017-04-06', '2024-04-05');

export const calculations: Readonly<Record<string, Generator>> = {
  triggerCalculation: { path: { calculationType: fc.constantFrom(...triggered) } },
  submitFinalDeclaration: { path: { calculationType: fc.constantFrom(...declared) } },
  listCalculations: {
    others: fc.record({ calculationType: fc.constantFrom(...triggered, ...declared) }, { requiredKeys: [] }),
  },
  retrieveIncomeSummary: {
    path: {
      typeOfBusiness: fc.constantFrom(
        'self-employment',
        'uk-property',
        'foreign-property',
        'uk-property-fhl',
        'foreign-property-fhl-eea',
      ),
    },
  },
  submitEndOfPeriodStatement: {
    members: { startDate: inTimeOfStatements, endDate: inTimeOfStatements },
    tidy: (body, _taxYear, pick) => {
      const year = 2021 + pick(3);
      // A tax year more often than not: HMRC knows no other period of property.
      if (pick(4) > 0) {
        return { ...body, accountingPeriod: { startDate: `${year}-04-06`, endDate: `${year + 1}-04-05` } };
      }
      const period = body['accountingPeriod'];
      return isObject(period) ? { ...body, accountingPeriod: inOrder(period, 'startDate', 'endDate') } : body;
    },
  },
};
