import { makeLandlord } from '../landlord.ts';
import { except, requireSame, samplesOf } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import type { Journey } from './journey.ts';

export const lossJourneys: readonly Journey[] = [
  { name: 'losses brought forward up to 2025-26', startAt: '2026-10-06T09:00:00.000Z', walk: bringForward },
  { name: 'loss claims up to 2025-26, and their order', startAt: '2026-10-06T09:00:00.000Z', walk: claim },
  { name: 'losses and claims from 2026-27', startAt: '2027-05-10T09:00:00.000Z', walk: sendBoth },
];

async function bringForward(walk: Walk): Promise<void> {
  const { nino, uk, foreign, trade } = await makeLandlord(walk);
  const losses = [
    { taxYearBroughtForwardFrom: '2021-22', typeOfLoss: 'uk-property-fhl', businessId: uk },
    { taxYearBroughtForwardFrom: '2024-25', typeOfLoss: 'uk-property', businessId: uk },
    { taxYearBroughtForwardFrom: '2025-26', typeOfLoss: 'foreign-property', businessId: foreign },
    { taxYearBroughtForwardFrom: '2023-24', typeOfLoss: 'foreign-property-fhl-eea', businessId: foreign },
    { taxYearBroughtForwardFrom: '2022-23', typeOfLoss: 'self-employment', businessId: trade },
    { taxYearBroughtForwardFrom: '2022-23', typeOfLoss: 'self-employment-class4', businessId: trade },
  ] as const;
  for (const [index, one] of losses.entries()) {
    const loss = { ...one, lossAmountPence: 100_001 + index };
    const taxYear = one.taxYearBroughtForwardFrom;
    const { lossId } = await walk.ask('createBroughtForwardLoss', { nino, taxYear, loss });
    const shown = await walk.ask('retrieveBroughtForwardLoss', { nino, lossId });
    requireSame('a loss', loss, except(shown, 'lastModified'));
    const listed = await walk.ask('listBroughtForwardLosses', { nino, taxYearBroughtForwardFrom: taxYear });
    const found = listed.find((each) => each.lossId === lossId);
    requireSame('a loss in the list', { lossId, ...loss }, found && except(found, 'lastModified'));

    const lossAmountPence = 99_999_999_999_99;
    const amended = await walk.ask('amendBroughtForwardLoss', { nino, lossId, taxYear, lossAmountPence });
    requireSame('an amended loss', { ...loss, lossAmountPence }, except(amended, 'lastModified'));
    await walk.ask('deleteBroughtForwardLoss', { nino, lossId, taxYear });
    const code = await walk.refused('retrieveBroughtForwardLoss', { nino, lossId });
    requireSame('a deleted loss', 'MATCHING_RESOURCE_NOT_FOUND', code);
  }
}

async function claim(walk: Walk): Promise<void> {
  const { nino, uk, foreign, trade } = await makeLandlord(walk);
  const taxYearClaimedFor = '2024-25';
  const businesses = [
    { typeOfLoss: 'uk-property', businessId: uk },
    { typeOfLoss: 'foreign-property', businessId: foreign },
    { typeOfLoss: 'self-employment', businessId: trade },
  ] as const;
  const claimIds: string[] = [];
  for (const business of businesses) {
    const made = { taxYearClaimedFor, typeOfClaim: 'carry-sideways', ...business } as const;
    const { claimId } = await walk.ask('createLossClaim', { nino, claim: made });
    const shown = await walk.ask('retrieveLossClaim', { nino, claimId });
    requireSame('a claim', made, except(shown, 'lastModified'));
    claimIds.push(claimId);
  }
  const reversed = claimIds.toReversed();
  const listOfLossClaims = reversed.map((claimId, index) => ({ claimId, sequence: index + 1 }));
  await walk.ask('amendLossClaimOrder', {
    nino,
    taxYearClaimedFor,
    order: { typeOfClaim: 'carry-sideways', listOfLossClaims },
  });
  const listed = await walk.ask('listLossClaims', { nino, taxYearClaimedFor, typeOfClaim: 'carry-sideways' });
  const order = listed.map(({ claimId, sequence }) => ({ claimId, sequence }));
  requireSame('the order of claims', listOfLossClaims, order);

  const [claimId = ''] = claimIds;
  for (const typeOfClaim of ['carry-forward-to-carry-sideways', 'carry-sideways-fhl'] as const) {
    const amended = await walk.ask('amendLossClaimType', { nino, claimId, taxYearClaimedFor, typeOfClaim });
    requireSame(
      'a claim of another type',
      { taxYearClaimedFor, typeOfClaim, ...businesses[0] },
      except(amended, 'lastModified'),
    );
  }
  await walk.ask('deleteLossClaim', { nino, claimId, taxYearClaimedFor });
  const left = await walk.ask('listLossClaims', { nino, taxYearClaimedFor });
  requireSame('claims after one is deleted', 2, left.length);
}

async function sendBoth(walk: Walk): Promise<void> {
  // A trade alone can carry losses back.
  const { nino, trade: businessId } = await makeLandlord(walk);
  const place = { nino, businessId, taxYear: '2026-27' };
  for (const { lossesAndClaims } of samplesOf('putLossesAndClaims', '2026-27')) {
    await walk.ask('putLossesAndClaims', { ...place, lossesAndClaims });
    const shown = await walk.ask('getLossesAndClaims', place);
    requireSame('losses and claims', lossesAndClaims, except(shown, 'submittedOn'));
  }
  await walk.ask('deleteLossesAndClaims', place);
  const code = await walk.refused('getLossesAndClaims', place);
  requireSame('deleted losses and claims', 'MATCHING_RESOURCE_NOT_FOUND', code);
}
