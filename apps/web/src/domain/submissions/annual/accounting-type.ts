import { type CapturedHeaders } from '../../connections/index.ts';
import { type AskResult, createAsking, isNothingThere, sentenceOf } from '../asking.ts';
import { type TaxYear } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear, type PropertyBusinessType } from '../property-years.ts';

/** How accounts are kept: money as it is paid, or as it is earned and owed. */
export type AccountingType = 'CASH' | 'ACCRUAL';

const isKnown = (word: string): word is AccountingType => word === 'CASH' || word === 'ACCRUAL';

/** HMRC's record can be read of every year, and changed through software from this one on. */
export const canBeConfirmed = (taxYear: string): boolean => taxYear >= '2025-26';

/** How accounts of a business are kept in a tax year, as far as it is known here. */
export interface BusinessAccounting {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  /** By HMRC's record; null where it holds none or was not asked. */
  atHmrc: AccountingType | null;
  isConfirmed: boolean;
}

const isProperty = (type: string): type is PropertyBusinessType =>
  type === 'uk-property' || type === 'foreign-property';

/** How accounts of a business are kept in a tax year: HMRC's record, looked up and put right. */
export function createAccountingTypes(deps: SubmissionDeps) {
  const { store, hmrc, clock, connections } = deps;
  const ask = createAsking(deps);

  /** Looks up HMRC's record, and keeps what it said. */
  async function lookUp(ownerId: string, of: BusinessYear, captured: CapturedHeaders): Promise<AskResult> {
    const seen = await ask(ownerId, 'accounting-type', captured, (call, nino) =>
      hmrc.retrieveAccountingType(call, { nino, ...of }),
    );
    if (!seen.ok && !isNothingThere(seen)) return { ok: false, sentence: sentenceOf(seen) };
    const word = seen.ok ? seen.value.accountingType : '';
    const atHmrc = isKnown(word) ? word : null;
    const before = await store.annualDraft(ownerId, of);
    await store.saveAnnualDraft(ownerId, of, {
      accountingTypeAtHmrc: atHmrc,
      accountingTypeSeenAt: clock.now(),
      // What was confirmed was another.
      ...(before?.accountingTypeAtHmrc === atHmrc ? {} : { accountingTypeConfirmedAt: null }),
    });
    return { ok: true };
  }

  /**
   * The landlord says how it is: HMRC's record is looked up, changed where it differs, and only then it counts as confirmed. Of a year
   * that cannot be changed it is looked up alone.
   */
  async function confirm(
    ownerId: string,
    of: BusinessYear,
    chosen: AccountingType,
    captured: CapturedHeaders,
  ): Promise<AskResult> {
    const seen = await lookUp(ownerId, of, captured);
    if (!seen.ok || !canBeConfirmed(of.taxYear)) return seen;
    const draft = await store.annualDraft(ownerId, of);
    if (draft?.accountingTypeAtHmrc !== chosen) {
      const put = await ask(ownerId, 'accounting-type', captured, (call, nino) =>
        hmrc.putAccountingType(call, { nino, ...of, accountingType: chosen }),
      );
      if (!put.ok) {
        // A change may have arrived without its answer: what was seen before is known no longer.
        await store.saveAnnualDraft(ownerId, of, {
          accountingTypeAtHmrc: null,
          accountingTypeSeenAt: null,
          accountingTypeConfirmedAt: null,
        });
        return { ok: false, sentence: sentenceOf(put) };
      }
    }
    await store.saveAnnualDraft(ownerId, of, {
      accountingTypeAtHmrc: chosen,
      accountingTypeSeenAt: clock.now(),
      accountingTypeConfirmedAt: clock.now(),
    });
    return { ok: true };
  }

  /** Of every property business; of none in a year that HMRC takes no word on. */
  async function ofYear(ownerId: string, taxYear: TaxYear): Promise<BusinessAccounting[]> {
    if (!canBeConfirmed(taxYear)) return [];
    const found: BusinessAccounting[] = [];
    for (const { businessId, typeOfBusiness } of await connections.businesses(ownerId)) {
      if (!isProperty(typeOfBusiness)) continue;
      const draft = await store.annualDraft(ownerId, { businessId, taxYear });
      const atHmrc = draft?.accountingTypeAtHmrc ?? null;
      found.push({
        businessId,
        typeOfBusiness,
        atHmrc,
        isConfirmed: Boolean(draft?.accountingTypeConfirmedAt),
      });
    }
    return found;
  }

  return { lookUp, confirm, ofYear };
}
