import { type HmrcResult, type RegisteredForeignProperty } from '@quarterday/hmrc-client';

import { type RegistrationKey, type RegistrationValues } from '../../../data/foreign-registrations.ts';
import { type CapturedHeaders } from '../../connections/index.ts';
import { placeOf, type Property } from '../../records/index.ts';
import { type AskResult, createAsking, isNothingThere, sentenceOf } from '../asking.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear, createPropertyYears } from '../property-years.ts';
import { settledBy } from '../settled-by.ts';
import { isByProperty, matchListed, type PropertyEnd, type Registration, registrationOf } from './rules.ts';

/** A property abroad, and what HMRC has of it. */
export interface PropertyAtHmrc {
  property: Property;
  transactions: number;
  registration: Registration;
}

/** HMRC's list of a landlord's properties abroad: looked at, added to and changed. From 2026-27 on. */
export function createForeignRegistrations(deps: SubmissionDeps) {
  const { store, records, hmrc, clock } = deps;
  const ask = createAsking(deps);
  const findYear = createPropertyYears(deps, 'foreign-property');

  /** The business and the year an address names; null where they have none such, or HMRC keeps no list for it. */
  async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<BusinessYear | null> {
    return isByProperty(named.taxYear) ? findYear(ownerId, named) : null;
  }

  const ofOurs = async (ownerId: string) =>
    (await records.listProperties(ownerId)).filter(({ countryCode }) => placeOf(countryCode) === 'abroad');

  /** All properties abroad, by name, each with what HMRC has of it. */
  async function list(ownerId: string, of: BusinessYear): Promise<PropertyAtHmrc[]> {
    const [ours, rows] = await Promise.all([ofOurs(ownerId), store.foreignRegistrations(ownerId)]);
    return ours.map(({ transactions, ...property }) => ({
      property,
      transactions,
      registration: registrationOf(rows, property.id, of.taxYear),
    }));
  }

  async function one(ownerId: string, of: BusinessYear, propertyId: string): Promise<PropertyAtHmrc | null> {
    return (await list(ownerId, of)).find(({ property }) => property.id === propertyId) ?? null;
  }

  /**
   * Asks for HMRC's list, and keeps what it says of our properties.
   *
   * @returns those of HMRC's that are none of ours
   */
  async function lookUp(
    ownerId: string,
    of: BusinessYear,
    captured: CapturedHeaders,
  ): Promise<{ ok: true; others: RegisteredForeignProperty[] } | { ok: false; sentence: string }> {
    const answer = await ask(ownerId, 'foreign-properties', captured, (call, nino) =>
      hmrc.listForeignPropertyDetails(call, { nino, ...of }),
    );
    if (!answer.ok && !isNothingThere(answer)) return { ok: false, sentence: sentenceOf(answer) };
    const listed = answer.ok ? answer.value : [];
    const [ours, rows] = await Promise.all([ofOurs(ownerId), store.foreignRegistrations(ownerId)]);
    const matches = matchListed(listed, ours, rows);
    for (const [index, propertyId] of matches) {
      const seen = listed[index];
      if (seen) await keep(ownerId, of, propertyId, valuesOf(of, seen));
    }
    await forgetUnlisted(ownerId, of, new Set(matches.values()));
    return { ok: true, others: listed.filter((_, index) => !matches.has(index)) };
  }

  /** What was there before and is on HMRC's list no more is not there, save what may still arrive or has ended. */
  async function forgetUnlisted(ownerId: string, of: BusinessYear, seen: ReadonlySet<string>): Promise<void> {
    for (const { property, registration } of await list(ownerId, of)) {
      if (registration.kind !== 'registered' || registration.end !== null || seen.has(property.id)) continue;
      await keep(ownerId, of, property.id, {
        businessId: of.businessId,
        hmrcPropertyId: null,
        nameAtHmrc: registration.nameAtHmrc,
        endDate: null,
        endReason: null,
        seenAt: clock.now(),
      });
    }
  }

  const keep = (ownerId: string, of: BusinessYear, propertyId: string, values: RegistrationValues) =>
    store.saveForeignRegistration(ownerId, { propertyId, taxYear: of.taxYear }, values);

  const valuesOf = (of: BusinessYear, seen: RegisteredForeignProperty): RegistrationValues => ({
    businessId: of.businessId,
    hmrcPropertyId: seen.propertyId,
    nameAtHmrc: seen.propertyName,
    endDate: seen.endDate ?? null,
    endReason: seen.endReason ?? null,
    seenAt: clock.now(),
  });

  /**
   * Puts a property on HMRC's list, once: HMRC's list is read first, one click alone is at it, and while an answer is not known the
   * name it was to have stays the same, which HMRC takes once for a country.
   */
  async function register(
    ownerId: string,
    of: BusinessYear,
    propertyId: string,
    captured: CapturedHeaders,
  ): Promise<AskResult> {
    const found = await one(ownerId, of, propertyId);
    if (!found) return { ok: false, sentence: 'There is no such property abroad in your records.' };
    if (found.registration.kind === 'registered') return { ok: true };
    const { property } = found;
    const key = { propertyId, taxYear: of.taxYear };
    const claim = await store.claimForeignRegistration(ownerId, key, {
      businessId: of.businessId,
      nameAtHmrc: property.name,
    });
    if (!claim) return (await isRegistered(ownerId, of, propertyId)) ? { ok: true } : underWay;
    const looked = await lookUp(ownerId, of, captured);
    if (!looked.ok) {
      await store.releaseForeignClaim(ownerId, key, { isKnown: claim.isFirstTry });
      return looked;
    }
    if (await isRegistered(ownerId, of, propertyId)) return { ok: true };
    return post(ownerId, of, { key, name: claim.nameAtHmrc, countryCode: property.countryCode }, captured);
  }

  const isRegistered = async (ownerId: string, of: BusinessYear, propertyId: string): Promise<boolean> =>
    (await one(ownerId, of, propertyId))?.registration.kind === 'registered';

  async function post(
    ownerId: string,
    of: BusinessYear,
    { key, name, countryCode }: { key: RegistrationKey; name: string; countryCode: string },
    captured: CapturedHeaders,
  ): Promise<AskResult> {
    const watched = watchSending();
    const made = await ask(ownerId, 'foreign-properties', captured, (call, nino) =>
      watched.note(
        hmrc.createForeignPropertyDetails(call, {
          nino,
          ...of,
          details: { propertyName: name, countryCode },
        }),
      ),
    );
    if (made.ok) {
      const seen = { submittedOn: '', propertyId: made.value.propertyId, propertyName: name, countryCode };
      await keep(ownerId, of, key.propertyId, valuesOf(of, seen));
      return { ok: true };
    }
    const isDouble = made.kind === 'answer' && made.failure.meaning.code === 'RULE_DUPLICATE_PROPERTY_NAME';
    if (isDouble || watched.isUnanswered()) {
      // It may have arrived: HMRC's list tells.
      const looked = await lookUp(ownerId, of, captured);
      if (looked.ok && (await isRegistered(ownerId, of, key.propertyId))) return { ok: true };
    }
    // Without HMRC's answer the claim stays for a while, so that nothing is sent again before it can have arrived.
    if (watched.isUnanswered()) return answerLost;
    await store.releaseForeignClaim(ownerId, key, { isKnown: true });
    return { ok: false, sentence: sentenceOf(made) };
  }

  /** Changes a property's name or end at HMRC; what is not named stays as HMRC has it. An end of `null` is taken back. */
  async function change(
    ownerId: string,
    of: BusinessYear,
    propertyId: string,
    wish: { name?: string; end?: PropertyEnd | null },
    captured: CapturedHeaders,
  ): Promise<AskResult> {
    // What is sent replaces all that HMRC has, so what it has now is asked for first.
    const looked = await lookUp(ownerId, of, captured);
    if (!looked.ok) return looked;
    const before = (await one(ownerId, of, propertyId))?.registration;
    if (before?.kind !== 'registered') return notListed;
    const name = wish.name ?? before.nameAtHmrc;
    const end = wish.end === undefined ? before.end : wish.end;
    const details = {
      propertyName: name,
      // HMRC's type of reasons is narrower than what its list can hold; the client refuses the others before a call.
      ...(end ? { endDate: end.date, endReason: end.reason as 'disposal' } : {}),
    };
    const watched = watchSending();
    const params = { propertyId: before.hmrcId, taxYear: of.taxYear, details };
    const put = await ask(ownerId, 'foreign-properties', captured, (call, nino) =>
      watched.note(hmrc.putForeignPropertyDetails(call, { nino, ...params })),
    );
    const values = {
      businessId: of.businessId,
      hmrcPropertyId: before.hmrcId,
      nameAtHmrc: name,
      endDate: end?.date ?? null,
      endReason: end?.reason ?? null,
    };
    if (put.ok) {
      await keep(ownerId, of, propertyId, { ...values, seenAt: clock.now() });
      return { ok: true };
    }
    if (!watched.isUnanswered()) return { ok: false, sentence: sentenceOf(put) };
    const again = await lookUp(ownerId, of, captured);
    const now = again.ok ? (await one(ownerId, of, propertyId))?.registration : undefined;
    const isDone =
      now?.kind === 'registered' &&
      now.nameAtHmrc === name &&
      now.end?.date === end?.date &&
      now.end?.reason === end?.reason;
    return isDone ? { ok: true } : answerLost;
  }

  /** Keeps what HMRC's list has of one of theirs as what it has of one of ours. */
  const keepListed = (
    ownerId: string,
    of: BusinessYear,
    propertyId: string,
    seen: RegisteredForeignProperty,
  ) => keep(ownerId, of, propertyId, valuesOf(of, seen));

  return { find, list, one, lookUp, register, change, keepListed };
}

export type ForeignRegistrations = ReturnType<typeof createForeignRegistrations>;

/** Watches whether something was sent to HMRC of which its answer does not tell what became. */
function watchSending() {
  let isUnanswered = false;
  return {
    async note<T>(sending: Promise<HmrcResult<T>>): Promise<HmrcResult<T>> {
      const result = await sending;
      isUnanswered ||= !result.ok && settledBy(result.failure) === null;
      return result;
    },
    isUnanswered: () => isUnanswered,
  };
}

const underWay = {
  ok: false,
  sentence:
    'This property is being registered at HMRC already. Look again in two minutes: nothing is sent twice meanwhile.',
} as const;

const answerLost = {
  ok: false,
  sentence:
    'HMRC’s answer did not reach us, and its list does not show the change yet. Try again in two minutes: HMRC’s list is read first, so nothing is done twice.',
} as const;

const notListed = {
  ok: false,
  sentence: 'HMRC’s list for this tax year does not have this property, so there is nothing to change.',
} as const;
