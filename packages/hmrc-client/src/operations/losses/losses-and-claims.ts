import { content, noContent, type Operation, type ServedYears } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { choice, group, type In, money, optional, type Out, required, text } from '../../shapes/shape.ts';

export interface LossesAndClaimsParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2026-27`. */
  taxYear: string;
}

export interface PutLossesAndClaimsParams extends LossesAndClaimsParams {
  lossesAndClaims: LossesAndClaims;
}

const amount = optional(money());

const claims = group({
  /** Against income of earlier years; refused for property. */
  carryBack: optional(
    group({
      previousYearGeneralIncomePence: amount,
      earlyYearLossesPence: amount,
      /** Not beside `carryForward`. */
      terminalLossesPence: amount,
    }),
  ),
  /** Against other income of the same year. */
  carrySideways: optional(group({ currentYearGeneralIncomePence: amount })),
  /** Which of two claims is used first: for, and only for, general income of this year beside that of the year before. */
  preferenceOrder: optional(
    group({ applyFirst: optional(choice(['carry-sideways', 'carry-back'], 'FORMAT_PREFERENCE_ORDER')) }),
  ),
  /** Against later profits of the same business. */
  carryForward: optional(group({ currentYearLossesPence: amount, previousYearsLossesPence: amount })),
});

const members = {
  claims: optional(claims),
  losses: optional(group({ broughtForwardLossesPence: amount })),
};
const lossesAndClaims = group(members);
/** The losses of a business and what is claimed for them in a tax year: integer pence, 0 or more. A PUT replaces all of it. */
export type LossesAndClaims = In<typeof lossesAndClaims>;

const held = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  ...members,
});
/** The losses and claims of a business and year that HMRC has. Amounts are integer pence. */
export type HeldLossesAndClaims = Out<typeof held>;

const path = '/individuals/losses/{nino}/businesses/{businessId}/loss-claims/{taxYear}';

/** `losses` and `claims`: who serves either in the years before; losses from 2018-19 on, claims from 2019-20. */
function yearsFrom2026(losses: string, claims: string): ServedYears {
  return {
    from: '2026-27',
    otherwise: (taxYear) => {
      if (taxYear < '2018-19') return 'No operation of this client serves years before 2018-19.';
      return `Up to 2025-26: ${taxYear === '2018-19' ? losses : `${losses} and ${claims}`}.`;
    },
  };
}

/**
 * Individual Losses 7.0: create or amend, once the tax year is over. 204, no content. 404 where HMRC has no such business.
 * @see Individual Losses (MTD) 7.0, HMRC, August 2026
 */
export const putLossesAndClaims: Operation<PutLossesAndClaimsParams, null> = {
  name: 'putLossesAndClaims',
  version: '7.0',
  method: 'PUT',
  path,
  years: yearsFrom2026('createBroughtForwardLoss', 'createLossClaim'),
  body: (params) => content(lossesAndClaims, params.lossesAndClaims),
  check: (params) => checkClaims(params.lossesAndClaims),
  ...noContent,
};

/**
 * Individual Losses 7.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where nothing was submitted.
 * @see Individual Losses (MTD) 7.0, HMRC, August 2026
 */
export const getLossesAndClaims: Operation<LossesAndClaimsParams, HeldLossesAndClaims> = {
  name: 'getLossesAndClaims',
  version: '7.0',
  method: 'GET',
  path,
  years: yearsFrom2026('listBroughtForwardLosses', 'listLossClaims'),
  reads: reads(held),
};

/**
 * Individual Losses 7.0: delete all of it. 204, no content. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Individual Losses (MTD) 7.0, HMRC, August 2026
 */
export const deleteLossesAndClaims: Operation<LossesAndClaimsParams, null> = {
  name: 'deleteLossesAndClaims',
  version: '7.0',
  method: 'DELETE',
  path,
  years: yearsFrom2026('deleteBroughtForwardLoss', 'deleteLossClaim'),
  ...noContent,
};

function checkClaims({ claims: given = {} }: LossesAndClaims): HmrcError[] {
  const { carryBack = {}, carrySideways = {}, preferenceOrder = {}, carryForward = {} } = given;
  const isBoth =
    carryBack.previousYearGeneralIncomePence !== undefined &&
    carrySideways.currentYearGeneralIncomePence !== undefined;
  const isOrdered = preferenceOrder.applyFirst !== undefined;
  const errors: HmrcError[] = [];
  if (isBoth && !isOrdered) {
    const message = 'Two claims on general income: which is used first?';
    errors.push({ code: 'RULE_MISSING_PREFERENCE_ORDER', message, paths: ['/claims'] });
  }
  if (!isBoth && isOrdered) {
    const message = 'There are not two claims on general income to be put in order.';
    const paths = ['/claims/preferenceOrder/applyFirst'];
    errors.push({ code: 'RULE_PREFERENCE_ORDER_NOT_ALLOWED', message, paths });
  }
  if (
    carryBack.terminalLossesPence !== undefined &&
    Object.values<unknown>(carryForward).some((value) => value !== undefined)
  ) {
    const message = 'A terminal loss cannot be carried forward.';
    const code = 'RULE_CARRY_FORWARD_AND_TERMINAL_LOSS_NOT_ALLOWED';
    errors.push({ code, message, paths: ['/claims'] });
  }
  return errors;
}
