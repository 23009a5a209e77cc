import { accounts } from './accounts.ts';
import { bsas } from './bsas.ts';
import { businessDetails } from './business-details.ts';
import { calculations } from './calculations.ts';
import { createTestUser } from './create-test-user.ts';
import { fraudHeaders } from './fraud-headers.ts';
import type { Generator } from './generator.ts';
import { losses } from './losses.ts';
import { obligations } from './obligations.ts';
import { propertyForeign } from './property-foreign.ts';
import { propertyUk } from './property-uk.ts';
import { testSupport } from './test-support.ts';

/** What is special about operations, by the client's names. */
export const generators: Readonly<Record<string, Generator>> = {
  ...accounts,
  ...bsas,
  ...businessDetails,
  ...calculations,
  ...createTestUser,
  ...fraudHeaders,
  ...losses,
  ...obligations,
  ...propertyForeign,
  ...propertyUk,
  ...testSupport,
};
