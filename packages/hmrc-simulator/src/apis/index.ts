import { accounts } from './accounts.ts';
import { biss } from './biss.ts';
import { bsas } from './bsas.ts';
import { businessDetails } from './business-details.ts';
import { calculations } from './calculations.ts';
import { createTestUser } from './create-test-user.ts';
import { eops } from './eops.ts';
import { finalDeclarationObligations } from './final-declaration-obligations.ts';
import { foreignPropertyAnnual } from './foreign-property-annual.ts';
import { foreignPropertyCumulative } from './foreign-property-cumulative.ts';
import { foreignPropertyDetails } from './foreign-property-details.ts';
import { foreignPropertyPeriods } from './foreign-property-periods.ts';
import { fraudHeaderCheck } from './fraud-header-check.ts';
import { itsaStatus } from './itsa-status.ts';
import { lossesV6 } from './losses-v6.ts';
import { lossesV7 } from './losses-v7.ts';
import { obligations } from './obligations.ts';
import type { Operation } from './operation.ts';
import { propertySubmissions } from './property-submissions.ts';
import { testSupport } from './test-support.ts';
import { ukPropertyAnnual } from './uk-property-annual.ts';
import { ukPropertyCumulative } from './uk-property-cumulative.ts';
import { ukPropertyPeriods } from './uk-property-periods.ts';

/** Every API operation the simulator serves; one file an operation group. */
export const operations: readonly Operation[] = [
  ...accounts,
  ...biss,
  ...bsas,
  ...businessDetails,
  ...calculations,
  ...createTestUser,
  ...eops,
  ...finalDeclarationObligations,
  ...foreignPropertyAnnual,
  ...foreignPropertyCumulative,
  ...foreignPropertyDetails,
  ...foreignPropertyPeriods,
  ...fraudHeaderCheck,
  ...itsaStatus,
  ...lossesV6,
  ...lossesV7,
  ...obligations,
  ...propertySubmissions,
  ...testSupport,
  ...ukPropertyAnnual,
  ...ukPropertyCumulative,
  ...ukPropertyPeriods,
];
