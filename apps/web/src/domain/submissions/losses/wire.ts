import {
  bodyOf,
  type HmrcCall,
  type HmrcClient,
  type HmrcResult,
  type LossesAndClaims,
} from '@quarterday/hmrc-client';

import { mapResult } from '../flow.ts';
import { type HeldLoss, isSameTogether, type LossFigures, type Together } from './rules.ts';

/** What a change is about. */
export interface LossScope {
  nino: string;
  businessId: string;
  taxYear: string;
}

/** The exact text that is sent; empty where HMRC takes none. */
export function lossBody(figures: LossFigures, { businessId, taxYear }: Omit<LossScope, 'nino'>): string {
  // The NINO is part of the address alone.
  const of = { nino: '', businessId, taxYear };
  switch (figures.change) {
    case 'add-loss':
      return bodyOf('createBroughtForwardLoss', newLoss(figures, of)) ?? '';
    case 'amend-loss':
      return bodyOf('amendBroughtForwardLoss', amended(figures, of)) ?? '';
    case 'add-claim':
      return bodyOf('createLossClaim', newClaim(figures, of)) ?? '';
    case 'put':
      return bodyOf('putLossesAndClaims', { ...of, lossesAndClaims: toHmrc(figures.together) }) ?? '';
    case 'delete-loss':
    case 'delete-claim':
    case 'delete-all':
      return '';
  }
}

/** Asks HMRC for a change. What is to be deleted and is not there is as good as deleted. */
export async function sendLoss(
  hmrc: HmrcClient,
  call: HmrcCall,
  of: LossScope,
  figures: LossFigures,
): Promise<HmrcResult<unknown>> {
  const { nino, taxYear } = of;
  switch (figures.change) {
    case 'add-loss':
      return hmrc.createBroughtForwardLoss(call, newLoss(figures, of));
    case 'amend-loss':
      return hmrc.amendBroughtForwardLoss(call, amended(figures, of));
    case 'delete-loss':
      return isGone(
        await hmrc.deleteBroughtForwardLoss(call, {
          nino,
          lossId: figures.lossId,
          taxYear: figures.yearOfLoss,
        }),
      );
    case 'add-claim':
      return hmrc.createLossClaim(call, newClaim(figures, of));
    case 'delete-claim':
      return isGone(
        await hmrc.deleteLossClaim(call, { nino, claimId: figures.claimId, taxYearClaimedFor: taxYear }),
      );
    case 'put':
      return hmrc.putLossesAndClaims(call, { ...of, lossesAndClaims: toHmrc(figures.together) });
    case 'delete-all':
      return isGone(await hmrc.deleteLossesAndClaims(call, of));
  }
}

/** Whether HMRC has what a change asked for. */
export async function isLossHeld(
  hmrc: HmrcClient,
  call: HmrcCall,
  of: LossScope,
  figures: LossFigures,
): Promise<HmrcResult<boolean>> {
  const { nino } = of;
  switch (figures.change) {
    case 'add-loss':
      return mapResult(await listLosses(hmrc, call, of, figures.yearOfLoss), (all) =>
        all.some(
          (each) => each.typeOfLoss === figures.typeOfLoss && each.amountPence === figures.amountPence,
        ),
      );
    case 'amend-loss':
      return mapResult(
        await hmrc.retrieveBroughtForwardLoss(call, { nino, lossId: figures.lossId }),
        ({ lossAmountPence }) => lossAmountPence === figures.amountPence,
      );
    case 'delete-loss':
      return isAbsent(await hmrc.retrieveBroughtForwardLoss(call, { nino, lossId: figures.lossId }));
    case 'add-claim':
      return mapResult(await listClaims(hmrc, call, of), (all) =>
        all.some((each) => each.typeOfClaim === figures.typeOfClaim),
      );
    case 'delete-claim':
      return isAbsent(await hmrc.retrieveLossClaim(call, { nino, claimId: figures.claimId }));
    case 'put':
      return mapResult(await getTogether(hmrc, call, of), (held) => isSameTogether(figures.together, held));
    case 'delete-all':
      return isAbsent(await hmrc.getLossesAndClaims(call, of));
  }
}

/** HMRC's losses of a business that were made in one tax year. */
export const listLosses = async (
  hmrc: HmrcClient,
  call: HmrcCall,
  { nino, businessId }: LossScope,
  yearOfLoss: string,
): Promise<HmrcResult<HeldLoss[]>> =>
  mapResult(
    await hmrc.listBroughtForwardLosses(call, { nino, businessId, taxYearBroughtForwardFrom: yearOfLoss }),
    (all) =>
      all.map(({ lossId, typeOfLoss, lossAmountPence: amountPence }) => ({
        ...{ lossId, typeOfLoss, yearOfLoss, amountPence },
      })),
  );

export const listClaims = async (
  hmrc: HmrcClient,
  call: HmrcCall,
  { nino, businessId, taxYear }: LossScope,
): Promise<HmrcResult<{ claimId: string; typeOfClaim: string }[]>> =>
  mapResult(await hmrc.listLossClaims(call, { nino, businessId, taxYearClaimedFor: taxYear }), (all) =>
    all.map(({ claimId, typeOfClaim }) => ({ claimId, typeOfClaim })),
  );

export const getTogether = async (
  hmrc: HmrcClient,
  call: HmrcCall,
  of: LossScope,
): Promise<HmrcResult<Together>> =>
  mapResult(await hmrc.getLossesAndClaims(call, of), ({ losses, claims }) => {
    const { carrySideways, carryForward } = claims ?? {};
    return withoutAbsent({
      broughtForward: losses?.broughtForwardLossesPence,
      sideways: carrySideways?.currentYearGeneralIncomePence,
      forwardCurrent: carryForward?.currentYearLossesPence,
      forwardPrevious: carryForward?.previousYearsLossesPence,
    });
  });

type Change<Name extends LossFigures['change']> = Extract<LossFigures, { change: Name }>;

/** HMRC wants the year of the loss in the address too. */
const newLoss = (figures: Change<'add-loss'>, { nino, businessId }: LossScope) => ({
  nino,
  taxYear: figures.yearOfLoss,
  loss: {
    businessId,
    taxYearBroughtForwardFrom: figures.yearOfLoss,
    typeOfLoss: figures.typeOfLoss,
    lossAmountPence: figures.amountPence,
  },
});

const amended = ({ lossId, yearOfLoss, amountPence }: Change<'amend-loss'>, { nino }: LossScope) => ({
  ...{ nino, lossId, taxYear: yearOfLoss, lossAmountPence: amountPence },
});

const newClaim = (
  { typeOfClaim, typeOfLoss }: Change<'add-claim'>,
  { nino, businessId, taxYear }: LossScope,
) => ({
  nino,
  claim: { taxYearClaimedFor: taxYear, typeOfLoss, typeOfClaim, businessId },
});

function toHmrc({ broughtForward, sideways, forwardCurrent, forwardPrevious }: Together): LossesAndClaims {
  const carryForward = {
    ...(forwardCurrent !== undefined && { currentYearLossesPence: forwardCurrent }),
    ...(forwardPrevious !== undefined && { previousYearsLossesPence: forwardPrevious }),
  };
  const claims = {
    ...(sideways !== undefined && { carrySideways: { currentYearGeneralIncomePence: sideways } }),
    ...(Object.keys(carryForward).length > 0 && { carryForward }),
  };
  return {
    ...(Object.keys(claims).length > 0 && { claims }),
    ...(broughtForward !== undefined && { losses: { broughtForwardLossesPence: broughtForward } }),
  };
}

const withoutAbsent = (amounts: Record<keyof Together, number | undefined>): Together =>
  Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== undefined));

const isNothing = (result: HmrcResult<unknown>): boolean =>
  !result.ok && result.failure.meaning.outcome === 'nothing-there';

/** HMRC's word that it has nothing of the kind, as an answer. */
function absent<Value>(result: HmrcResult<unknown>, value: Value): HmrcResult<Value> | null {
  if (result.ok || !isNothing(result)) return null;
  const { status, correlationId } = result.failure;
  return { ok: true, value, answer: { status: status ?? 404, correlationId } };
}

const isGone = (result: HmrcResult<unknown>): HmrcResult<unknown> => absent(result, null) ?? result;

const isAbsent = (result: HmrcResult<unknown>): HmrcResult<boolean> =>
  absent(result, true) ?? mapResult(result, () => false);

/** The field of the form behind a path of HMRC's; null for a path that names none. */
export function lossFieldOfPath(path: string): string | null {
  return fieldOfLast[path.split('/').at(-1) ?? ''] ?? null;
}

const fieldOfLast: Partial<Record<string, string>> = {
  lossAmount: 'amount',
  taxYearBroughtForwardFrom: 'yearOfLoss',
  typeOfLoss: 'typeOfLoss',
  typeOfClaim: 'typeOfClaim',
  broughtForwardLosses: 'broughtForward',
  currentYearGeneralIncome: 'sideways',
  currentYearLosses: 'forwardCurrent',
  previousYearsLosses: 'forwardPrevious',
};
