import type * as balance from './accounts/balance.ts';
import type * as charges from './accounts/charges.ts';
import type * as codingOut from './accounts/coding-out.ts';
import type * as codingOutChoice from './accounts/coding-out-choice.ts';
import type * as payments from './accounts/payments.ts';
import type * as penalties from './accounts/penalties.ts';
import type * as adjustForeignProperty from './adjustments/adjust-foreign-property.ts';
import type * as adjustUkProperty from './adjustments/adjust-uk-property.ts';
import type * as foreignPropertySummary from './adjustments/foreign-property-summary.ts';
import type * as listBsas from './adjustments/list-bsas.ts';
import type * as triggerBsas from './adjustments/trigger-bsas.ts';
import type * as ukPropertySummary from './adjustments/uk-property-summary.ts';
import type * as businessDetails from './business/business-details.ts';
import type * as businessYear from './business/business-year.ts';
import type * as finalDeclarationObligations from './business/final-declaration-obligations.ts';
import type * as itsaStatus from './business/itsa-status.ts';
import type * as lateAccountingDateRule from './business/late-accounting-date-rule.ts';
import type * as obligations from './business/obligations.ts';
import type * as periodsOfAccount from './business/periods-of-account.ts';
import type * as calculations from './calculations/calculations.ts';
import type * as endOfPeriodStatement from './calculations/end-of-period-statement.ts';
import type * as incomeSummary from './calculations/income-summary.ts';
import type * as retrieveCalculation from './calculations/retrieve-calculation.ts';
import type * as broughtForwardLosses from './losses/brought-forward-losses.ts';
import type * as lossClaimChanges from './losses/loss-claim-changes.ts';
import type * as lossClaims from './losses/loss-claims.ts';
import type * as lossesAndClaims from './losses/losses-and-claims.ts';
import type * as eitherProperty from './property/either-property.ts';
import type * as foreignPropertyAnnual from './property/foreign-property-annual.ts';
import type * as foreignPropertyCumulative from './property/foreign-property-cumulative.ts';
import type * as foreignPropertyDetails from './property/foreign-property-details.ts';
import type * as foreignPropertyPeriod from './property/foreign-property-period.ts';
import type * as ukPropertyAnnual from './property/uk-property-annual.ts';
import type * as ukPropertyCumulative from './property/uk-property-cumulative.ts';
import type * as ukPropertyPeriod from './property/uk-property-period.ts';
import type * as fraudPreventionCheck from './sandbox/fraud-prevention-check.ts';
import type * as testBusiness from './sandbox/test-business.ts';
import type * as testItsaStatus from './sandbox/test-itsa-status.ts';
import type * as testUserServices from './sandbox/test-user-services.ts';
import type * as testUsers from './sandbox/test-users.ts';
import type * as vendorState from './sandbox/vendor-state.ts';

/**
 * The modules of the operations. Types taken out of them by name keep what is written above an operation, so that an editor shows it
 * above the client's method, in the package too; an object of operations would lose it.
 */
export type OperationModules = typeof businessDetails &
  typeof businessYear &
  typeof finalDeclarationObligations &
  typeof itsaStatus &
  typeof lateAccountingDateRule &
  typeof obligations &
  typeof periodsOfAccount &
  typeof eitherProperty &
  typeof foreignPropertyAnnual &
  typeof foreignPropertyCumulative &
  typeof foreignPropertyDetails &
  typeof foreignPropertyPeriod &
  typeof ukPropertyAnnual &
  typeof ukPropertyCumulative &
  typeof ukPropertyPeriod &
  typeof adjustForeignProperty &
  typeof adjustUkProperty &
  typeof foreignPropertySummary &
  typeof listBsas &
  typeof triggerBsas &
  typeof ukPropertySummary &
  typeof broughtForwardLosses &
  typeof lossClaimChanges &
  typeof lossClaims &
  typeof lossesAndClaims &
  typeof calculations &
  typeof endOfPeriodStatement &
  typeof incomeSummary &
  typeof retrieveCalculation &
  typeof balance &
  typeof charges &
  typeof codingOutChoice &
  typeof codingOut &
  typeof payments &
  typeof penalties &
  typeof fraudPreventionCheck &
  typeof testBusiness &
  typeof testItsaStatus &
  typeof testUserServices &
  typeof testUsers &
  typeof vendorState;
