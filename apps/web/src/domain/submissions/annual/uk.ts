import {
  bodyOf,
  fieldOf,
  type HmrcClient,
  refusalsOf,
  type SubmittedUkPropertyAnnual,
  type UkPropertyAnnual,
} from '@quarterday/hmrc-client';

import { type Held, mapResult } from '../flow.ts';
import { type BusinessAnnual } from './business-annual.ts';
import { type AnnualProblem } from './entry/rules.ts';
import { annualFingerprint, type UkAnnualFigures } from './rules.ts';
import { buildingOfHmrc, buildingToHmrc, fieldOfSteps, problemsOf, withoutPence, withPence } from './wire.ts';

/** The annual summary of a UK property business. */
export const ukAnnual = (hmrc: HmrcClient): BusinessAnnual<UkAnnualFigures> => ({
  body(figures, { businessId, taxYear }) {
    // The NINO is part of the address alone.
    const params = { nino: '', businessId, taxYear, submission: toHmrc(figures) };
    return bodyOf('putUkPropertyAnnual', params) ?? '';
  },
  send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
    hmrc.putUkPropertyAnnual(call, { nino, businessId, taxYear, submission: toHmrc(figures) }),
  async readCopy(call, { nino, submission: { businessId, taxYear }, figures }) {
    const copy = await hmrc.getUkPropertyAnnual(call, { nino, businessId, taxYear });
    return mapResult(copy, (annual) => isSameAsCopy(annual, figures));
  },
  async held(call, { nino, submission: { businessId, taxYear }, figures }) {
    const address = { nino, businessId, taxYear };
    const copy = await hmrc.getUkPropertyAnnual(call, address);
    return mapResult(copy, ({ ukFhlProperty, ukProperty }): Held => {
      const submission = { ...toHmrc(figures), ...(ukFhlProperty && { ukFhlProperty }) };
      return {
        isSame: saysTheSame(ukProperty, figures),
        body: bodyOf('putUkPropertyAnnual', { ...address, nino: '', submission }) ?? '',
        change: (again) => hmrc.putUkPropertyAnnual(again, { ...address, submission }),
      };
    });
  },
});

/** The figures as HMRC's API has them, without the holiday lets that years to 2024-25 have apart. */
export function toHmrc(figures: UkAnnualFigures): UkPropertyAnnual {
  return {
    ukProperty: {
      adjustments: {
        ...withPence(figures.adjustments),
        nonResidentLandlord: figures.nonResidentLandlord,
        ...(figures.jointlyLet === null ? {} : { jointlyLet: figures.jointlyLet }),
      },
      allowances: {
        ...withPence(figures.allowances),
        structuredBuildingAllowance: figures.structuredBuildingAllowance.map(buildingToHmrc),
        enhancedStructuredBuildingAllowance: figures.enhancedStructuredBuildingAllowance.map(buildingToHmrc),
      },
    },
  };
}

/** Whether HMRC's copy says what was sent, to the penny: what it has besides counts, since a PUT replaces everything. */
export const isSameAsCopy = (copy: SubmittedUkPropertyAnnual, figures: UkAnnualFigures): boolean =>
  copy.ukFhlProperty === undefined && saysTheSame(copy.ukProperty, figures);

function saysTheSame(held: SubmittedUkPropertyAnnual['ukProperty'], figures: UkAnnualFigures): boolean {
  const { adjustments, allowances = {} } = held ?? {};
  // What is called amounts are numbers alone: the flags and lists beside them have names of their own.
  const { nonResidentLandlord = false, jointlyLet = null, ...adjusted } = adjustments ?? {};
  const {
    structuredBuildingAllowance = [],
    enhancedStructuredBuildingAllowance = [],
    ...allowed
  } = allowances;
  return (
    annualFingerprint({
      adjustments: withoutPence(adjusted),
      nonResidentLandlord,
      jointlyLet,
      allowances: withoutPence(allowed),
      structuredBuildingAllowance: structuredBuildingAllowance.map(buildingOfHmrc),
      enhancedStructuredBuildingAllowance: enhancedStructuredBuildingAllowance.map(buildingOfHmrc),
    }) === annualFingerprint(figures)
  );
}

/** Parameters that stand for every annual summary where only the form of the body matters. */
const anyBusiness = { nino: 'AA000000A', businessId: 'XAIS00000000000' };

/** What HMRC would refuse about figures and can be known before a call, beside the field of the form it is about. */
export const ukRefusals = (figures: UkAnnualFigures, taxYear: string): AnnualProblem[] =>
  problemsOf(
    refusalsOf('putUkPropertyAnnual', { ...anyBusiness, taxYear, submission: toHmrc(figures) }),
    ukFieldOfPath,
  );

/** The field of the form behind a path of HMRC's; null for a path that names none. */
export function ukFieldOfPath(path: string): string | null {
  if (path === '/ukProperty/allowances') return 'propertyIncomeAllowance';
  // The last year with holiday lets apart has every field.
  const sample = { ...anyBusiness, taxYear: '2024-25', submission: {} };
  const [lets, , ...steps] = (fieldOf('putUkPropertyAnnual', sample, path) ?? '').split('.');
  return lets === 'ukProperty' ? fieldOfSteps(steps) : null;
}
