import fc from 'fast-check';
import { identifiers } from './identifiers.ts';
import type { Body, Generator } from './generator.ts';
import { tidyAnnual, tidyCumulative, tidyPeriod } from './property-uk.ts';
import { noneTwice, type Pick, together } from './tidy.ts';

const countryCode = fc.constantFrom('FRA', 'DEU', 'ESP', 'USA', 'AUS', 'ZAF', 'IRL');
const members = { countryCode };
const ofOneProperty = fc.record({ propertyId: identifiers['propertyId'] ?? fc.uuid() }, { requiredKeys: [] });

type Tidy = (body: Body, taxYear: string | null, pick: Pick) => Body;

/** Each country and each property once. */
const once =
  (tidy: Tidy): Tidy =>
  (body, taxYear, pick) =>
    noneTwice(tidy(body, taxYear, pick), 'countryCode', 'propertyId');

const details: Generator = {
  members: { countryCode, propertyName: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,'-]{0,104}$/) },
  tidy: (body, taxYear, pick) => {
    // An end lies within the tax year.
    const endDate = `${(taxYear ?? '2026-27').slice(0, 4)}-${pick(2) === 0 ? '04-06' : '12-31'}`;
    return together('endDate' in body ? { ...body, endDate } : body, 'endDate', 'endReason');
  },
};

export const propertyForeign: Readonly<Record<string, Generator>> = {
  putForeignPropertyCumulative: { members, tidy: once(tidyCumulative) },
  getForeignPropertyCumulative: { others: ofOneProperty },
  createForeignPropertyPeriod: { members, tidy: once(tidyPeriod) },
  putForeignPropertyPeriod: { members, tidy: once(tidyPeriod) },
  putForeignPropertyAnnual: { members, tidy: once(tidyAnnual) },
  getForeignPropertyAnnual: { others: ofOneProperty },
  createForeignPropertyDetails: details,
  putForeignPropertyDetails: details,
  listForeignPropertyDetails: { others: ofOneProperty },
};
