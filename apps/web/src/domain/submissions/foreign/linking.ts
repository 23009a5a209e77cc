import { type CapturedHeaders } from '../../connections/index.ts';
import { type AskResult } from '../asking.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear } from '../property-years.ts';
import { type ForeignRegistrations } from './registrations.ts';

/** Says of a property on HMRC's list which of a landlord's own it is, where their names don't tell. HMRC's list stays as it is. */
export function createLinking(
  { store }: Pick<SubmissionDeps, 'store'>,
  registrations: Pick<ForeignRegistrations, 'one' | 'lookUp' | 'keepListed'>,
) {
  /** @param hmrcPropertyId HMRC's id of a property that none of theirs is linked to */
  return async function link(
    ownerId: string,
    of: BusinessYear,
    { propertyId, hmrcPropertyId }: { propertyId: string; hmrcPropertyId: string },
    captured: CapturedHeaders,
  ): Promise<AskResult> {
    const found = await registrations.one(ownerId, of, propertyId);
    if (!found) return noSuchProperty;
    if (found.registration.kind === 'registered') return isLinked;
    const { property } = found;
    const key = { propertyId, taxYear: of.taxYear };
    // One click alone is at a property: it is not registered by another meanwhile.
    const claim = await store.claimForeignRegistration(ownerId, key, {
      businessId: of.businessId,
      nameAtHmrc: property.name,
    });
    if (!claim) return underWay;
    const refuse = async (told: AskResult): Promise<AskResult> => {
      await store.releaseForeignClaim(ownerId, key, { isKnown: claim.isFirstTry });
      return told;
    };
    const looked = await registrations.lookUp(ownerId, of, captured);
    if (!looked.ok) return refuse(looked);
    // HMRC's list may have told meanwhile, by the name under which it was to be registered.
    const now = (await registrations.one(ownerId, of, propertyId))?.registration;
    if (now?.kind === 'registered') return now.hmrcId === hmrcPropertyId ? { ok: true } : isLinked;
    const listed = looked.others.find((each) => each.propertyId === hmrcPropertyId);
    if (!listed) return refuse(notFree);
    if (listed.countryCode !== property.countryCode) return refuse(otherCountry);
    await registrations.keepListed(ownerId, of, propertyId, listed);
    return { ok: true };
  };
}

const noSuchProperty = {
  ok: false,
  sentence: 'There is no such property abroad in your records.',
} as const;

const isLinked = {
  ok: false,
  sentence: 'This property of yours is linked to one on HMRC’s list already, so nothing was changed.',
} as const;

const notFree = {
  ok: false,
  sentence:
    'HMRC’s list does not have that property, or another of yours is linked to it already, so nothing was changed.',
} as const;

const otherCountry = {
  ok: false,
  sentence: 'HMRC has that property in another country than yours is in, so nothing was changed.',
} as const;

const underWay = {
  ok: false,
  sentence: 'This property is being registered at HMRC just now. Look again in two minutes.',
} as const;
