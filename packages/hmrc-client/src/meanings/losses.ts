import {
  alreadyDone,
  malformed,
  type MeaningRow,
  nothingThere,
  ourFault,
  rejected,
  rows,
  startOver,
} from './row.ts';

const createLoss = ['createBroughtForwardLoss'];
const amendLoss = ['amendBroughtForwardLoss'];
const deleteLoss = ['deleteBroughtForwardLoss'];
const createClaim = ['createLossClaim'];
const amendClaim = ['amendLossClaimType'];
const orderClaims = ['amendLossClaimOrder'];
const listLosses = ['listBroughtForwardLosses'];
const listClaims = ['listLossClaims'];
const put = ['putLossesAndClaims'];

const amounts = [...createLoss, ...amendLoss, ...put];
const version6 = [
  ...createLoss,
  ...listLosses,
  ...amendLoss,
  ...deleteLoss,
  ...createClaim,
  ...listClaims,
  ...amendClaim,
  ...orderClaims,
  'deleteLossClaim',
];

const reload = 'Look at what HMRC has now, then decide again.';

const figureRows: readonly MeaningRow[] = [
  ...rows(
    { ...rejected, operations: amounts },
    { FORMAT_VALUE: 'HMRC does not take this amount. Correct the amount of the loss and send it again.' },
  ),
  ...rows(
    { ...rejected, operations: createLoss },
    {
      RULE_DUPLICATE_SUBMISSION:
        'HMRC already has a loss of this kind for this business and tax year. Change the amount of that one instead.',
      RULE_BFL_NOT_SUPPORTED_FOR_FHL_PROPERTIES:
        'From tax year 2025-26 furnished holiday lettings are part of your other property. ' +
        'Enter the loss as one of UK or foreign property.',
    },
  ),
  ...rows(
    { ...rejected, operations: deleteLoss },
    {
      RULE_DELETE_AFTER_FINAL_DECLARATION:
        'This loss was used in your final declaration and cannot be deleted any more. Change its amount to zero instead.',
    },
  ),
  ...rows(
    { ...alreadyDone, operations: amendLoss },
    { RULE_NO_CHANGE: 'HMRC already has this amount for the loss.' },
  ),
];

const claimRows: readonly MeaningRow[] = [
  ...rows(
    { ...rejected, operations: [...createClaim, ...amendClaim] },
    {
      RULE_TYPE_OF_CLAIM_INVALID:
        'HMRC does not take this kind of claim for this kind of business. Choose another kind of claim.',
      RULE_CSFHL_CLAIM_NOT_SUPPORTED:
        'From tax year 2025-26 furnished holiday lettings are part of your other property. Choose another kind of claim.',
    },
  ),
  ...rows(
    { ...rejected, operations: createClaim },
    {
      RULE_ACCOUNTING_PERIOD_NOT_ENDED:
        'HMRC takes claims for a loss once the tax year is over. Come back after 5 April.',
      RULE_NO_ACCOUNTING_PERIOD:
        'HMRC does not have this business as running in this tax year. If it was, please contact HMRC.',
    },
  ),
  ...rows(
    { ...alreadyDone, operations: createClaim },
    { RULE_DUPLICATE_SUBMISSION: 'HMRC already has this claim for this business and tax year.' },
  ),
  ...rows(
    { ...alreadyDone, operations: amendClaim },
    { RULE_NO_CHANGE: 'HMRC already has this kind of claim for the loss.' },
  ),
  ...rows(
    { ...startOver, operations: orderClaims },
    {
      RULE_LOSS_CLAIMS_MISSING:
        'HMRC has claims for this tax year that are not in your order. Look at all claims, then put them in order again.',
      MATCHING_RESOURCE_NOT_FOUND: `HMRC does not have one of these claims any more. ${reload}`,
    },
  ),
  ...rows(
    { ...rejected, operations: put },
    {
      RULE_CARRY_BACK_CLAIM:
        'A loss from property cannot be carried back to earlier years. Remove that claim and send the rest again.',
      RULE_CARRY_FORWARD_AND_TERMINAL_LOSS_NOT_ALLOWED:
        'A loss from the end of a business cannot be carried forward too. Remove one of the two claims and send the rest again.',
      RULE_MISSING_PREFERENCE_ORDER:
        'You claim a loss against the income of this year and of the year before. Choose which claim is used first, then send it again.',
      RULE_PREFERENCE_ORDER_NOT_ALLOWED:
        'There is one claim only, so there is no order to choose. Remove the order and send the claim again.',
    },
  ),
];

/** A question with the answer none, and a change to something that is gone. */
const absentRows: readonly MeaningRow[] = [
  ...rows(
    { ...nothingThere, operations: [...listLosses, 'retrieveBroughtForwardLoss'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC has no loss brought forward here.' },
  ),
  ...rows(
    { ...nothingThere, operations: [...listClaims, 'retrieveLossClaim'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC has no claim for a loss here.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['getLossesAndClaims'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC has no losses or claims of this business for this tax year.' },
  ),
  ...rows(
    {
      ...nothingThere,
      operations: [...deleteLoss, 'deleteLossClaim', 'deleteLossesAndClaims'],
      statuses: [404],
    },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC does not have this any more, so there is nothing to delete.' },
  ),
  ...rows(
    { ...startOver, operations: amendLoss },
    { MATCHING_RESOURCE_NOT_FOUND: `HMRC does not have this loss any more. ${reload}` },
  ),
  ...rows(
    { ...startOver, operations: amendClaim },
    { MATCHING_RESOURCE_NOT_FOUND: `HMRC does not have this claim any more. ${reload}` },
  ),
];

const formRows: readonly MeaningRow[] = [
  ...rows(malformed, {
    FORMAT_LOSS_ID: ourFault,
    FORMAT_CLAIM_ID: ourFault,
    FORMAT_TYPE_OF_LOSS: ourFault,
    FORMAT_TYPE_OF_CLAIM: ourFault,
    FORMAT_PREFERENCE_ORDER: ourFault,
    RULE_INVALID_SEQUENCE_START: ourFault,
    RULE_SEQUENCE_ORDER_BROKEN: ourFault,
  }),
  // The only value in these is one that the software chose.
  ...rows({ ...malformed, operations: [...amendClaim, ...orderClaims] }, { FORMAT_VALUE: ourFault }),
  ...rows(
    { ...malformed, operations: version6 },
    {
      RULE_TAX_YEAR_FOR_VERSION_NOT_SUPPORTED: `HMRC takes losses from tax year 2026-27 in another way. ${ourFault}`,
    },
  ),
  ...rows(
    { ...malformed, operations: [...createLoss, ...createClaim, ...put] },
    { MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find this business. ${ourFault}` },
  ),
];

/** Codes of the operations in `operations/losses`. */
export const lossesRows: readonly MeaningRow[] = [...figureRows, ...claimRows, ...absentRows, ...formRows];
