import { randomUUID } from 'node:crypto';
import { readBody, type Part } from '../bodies/body.ts';
import { choice, date, object, text } from '../bodies/parts.ts';
import type { Core } from '../core.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import { taxYearOf } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import type { PathRules } from './path-rules.ts';
import {
  findCallRefusals,
  FIRST_YEAR_BY_PROPERTY,
  findClosedWindow,
  PATH_CODES,
  propertyBusiness,
  startYearOf,
} from './property-businesses.ts';
import { countryCode, PROPERTY_ID } from './property-fields.ts';
import { detailsIn, onlyProperty } from './property-foreign.ts';
import { foreignProperties, propertyKey, type KeptForeignDetails } from './property-kept.ts';

const YEARS = { first: FIRST_YEAR_BY_PROPERTY, last: 'current' } as const;
const WHERE = { businessId: true, taxYear: YEARS } as const;
const WHERE_ONE = {
  taxYear: YEARS,
  forms: { propertyId: [PROPERTY_ID, 'FORMAT_PROPERTY_ID'] },
} as const satisfies PathRules;
const PATH = '/individuals/business/property/foreign/:nino/:businessId/details/:taxYear';

const DETAIL_CODES = [
  'FORMAT_PROPERTY_NAME',
  'FORMAT_END_DATE',
  'FORMAT_END_REASON',
  'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
  'RULE_DUPLICATE_PROPERTY_NAME',
  'RULE_TAX_YEAR_BEFORE_BUSINESS_START',
  'RULE_END_DATE_BEFORE_TAX_YEAR_START',
  'RULE_END_DATE_AFTER_TAX_YEAR_END',
  'RULE_PROPERTY_BUSINESS_CEASED',
  'RULE_MISSING_END_DETAILS',
  'RULE_OUTSIDE_AMENDMENT_WINDOW',
] as const;

const propertyName = withoutPath(text(/^.{1,105}$/, 'FORMAT_PROPERTY_NAME'));
const endReason = (...words: [string, ...string[]]) =>
  choice(words, 'FORMAT_END_REASON', { withPath: false });
const endDate = date('FORMAT_END_DATE');
const LEAVING = ['no-longer-renting-property-out', 'disposal'] as const;
const newProperty = object(
  { propertyName, countryCode: countryCode({ withPath: false }) },
  { endDate, endReason: endReason(...LEAVING) },
);
const changedProperty = object(
  { propertyName },
  { endDate, endReason: endReason(...LEAVING, 'added-in-error') },
);
type Details = Omit<KeptForeignDetails, 'submittedOn'>;

/** Property Business 6.0: the foreign properties that figures are sent of from 2026-27. */
export const foreignPropertyDetails: readonly Operation[] = [
  {
    name: 'create-foreign-property',
    method: 'POST',
    path: PATH,
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [...PATH_CODES, ...DETAIL_CODES, 'FORMAT_COUNTRY_CODE', 'RULE_COUNTRY_CODE'],
    handle: create,
  },
  {
    name: 'get-foreign-properties',
    method: 'GET',
    path: PATH,
    version: '6.0',
    scope: 'read:self-assessment',
    codes: [...PATH_CODES, 'FORMAT_PROPERTY_ID'],
    handle: get,
  },
  {
    name: 'update-foreign-property',
    method: 'PUT',
    path: '/individuals/business/property/foreign/:nino/details/:propertyId/:taxYear',
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [
      ...PATH_CODES.filter((code) => code !== 'FORMAT_BUSINESS_ID'),
      ...DETAIL_CODES,
      'FORMAT_PROPERTY_ID',
    ],
    handle: update,
  },
];

function create(call: ApiCall): Answer {
  const { core, nino, param } = call;
  const reading = readBody(newProperty, call.bodyText, (value) => findBrokenEnd(call, value));
  const [first, ...more] = findCallRefusals(call, WHERE, reading);
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const found = propertyBusiness(call, 'foreign-property');
  // HMRC documents no "wrong type of business" for these operations, so another type is simply not found.
  if (!found.ok) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });

  const { countryCode: country, ...details } = reading.value;
  const propertyId = randomUUID();
  const broken = findBrokenRule(call, found.business, { propertyId, country, ...details });
  if (broken) return refuse(broken);
  const submittedOn = core.clock.now().toISOString();
  foreignProperties.put(core, propertyKey(nino, propertyId), {
    businessId: param('businessId'),
    countryCode: country,
    firstTaxYear: param('taxYear'),
    details: { [param('taxYear')]: { submittedOn, ...details } },
  });
  return { status: 200, body: { propertyId } };
}

function get(call: ApiCall): Answer {
  const wanted = onlyProperty(call);
  if (!wanted.ok) return wanted.answer;
  const [first, ...more] = findCallRefusals(call, WHERE);
  if (first) return refuse(first, ...more);
  const foreignPropertyDetails = propertiesIn(call.core, call.nino, call.param('taxYear'))
    .filter(({ property }) => property.businessId === call.param('businessId'))
    .filter(wanted.fits)
    .map(({ propertyId, property, details: { submittedOn, ...details } }) => {
      const { propertyName: name, ...end } = details;
      return { submittedOn, propertyId, propertyName: name, countryCode: property.countryCode, ...end };
    });
  return foreignPropertyDetails.length > 0
    ? { status: 200, body: { foreignPropertyDetails } }
    : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

function update(call: ApiCall): Answer {
  const { core, user, nino, param } = call;
  const reading = readBody(changedProperty, call.bodyText, (value) => findBrokenEnd(call, value));
  const [first, ...more] = findCallRefusals(call, WHERE_ONE, reading);
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const taxYear = param('taxYear');
  const key = propertyKey(nino, param('propertyId'));
  const property = foreignProperties.get(core, key);
  const business = user.businesses.find(({ businessId }) => businessId === property?.businessId);
  if (!property || !business || !detailsIn(property, taxYear))
    return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });

  const details = reading.value;
  const broken = findBrokenRule(call, business, {
    propertyId: param('propertyId').toLowerCase(),
    country: property.countryCode,
    ...details,
  });
  if (broken) return refuse(broken);
  // An end that is not sent again is taken away.
  const replaced = { submittedOn: core.clock.now().toISOString(), ...details };
  foreignProperties.put(core, key, {
    ...property,
    details: { ...property.details, [taxYear]: replaced },
  });
  return { status: 204 };
}

/** What an end breaks by itself or with the tax year; a date that is none has its own refusal. */
function findBrokenEnd(call: ApiCall, details: Details): Refusal[] {
  if ((details.endDate === undefined) !== (details.endReason === undefined))
    return [{ code: 'RULE_MISSING_END_DETAILS' }];
  const startYear = startYearOf(call);
  return details.endDate !== undefined && details.endDate > `${startYear + 1}-04-05`
    ? [{ code: 'RULE_END_DATE_AFTER_TAX_YEAR_END' }]
    : [];
}

interface Candidate extends Details {
  propertyId: string;
  country: string;
}

/** The first rule that a property breaks which only what is known of the person decides. */
function findBrokenRule(call: ApiCall, business: Business, candidate: Candidate): Refusal | undefined {
  const startYear = startYearOf(call);
  const closed = findClosedWindow(call);
  if (closed) return closed;
  if (taxYearOf(business.commencementDate) > startYear)
    return { code: 'RULE_TAX_YEAR_BEFORE_BUSINESS_START' };
  if (business.cessationDate !== undefined && business.cessationDate <= call.core.clock.today())
    return { code: 'RULE_PROPERTY_BUSINESS_CEASED' };
  if (candidate.endDate !== undefined && candidate.endDate < `${startYear}-04-06`)
    return { code: 'RULE_END_DATE_BEFORE_TAX_YEAR_START' };
  const isNamesake = propertiesIn(call.core, call.nino, call.param('taxYear')).some(
    ({ propertyId, property, details }) =>
      propertyId !== candidate.propertyId &&
      property.businessId === business.businessId &&
      property.countryCode === candidate.country &&
      details.propertyName === candidate.propertyName,
  );
  return isNamesake ? { code: 'RULE_DUPLICATE_PROPERTY_NAME' } : undefined;
}

/** A person's properties that there is something to report on in a tax year. */
function propertiesIn(core: Core, nino: string, taxYear: string) {
  return foreignProperties.list(core, `${nino}/`).flatMap(({ key, value: property }) => {
    const details = detailsIn(property, taxYear);
    return details ? [{ propertyId: key.slice(nino.length + 1), property, details }] : [];
  });
}

/** HMRC names no path with the codes of a property's details, of which there is one each. */
function withoutPath<Value>(part: Part<Value>): Part<Value> {
  return {
    read: (json, path, findings) => {
      const before = findings.refusals.length;
      const value = part.read(json, path, findings);
      for (const refusal of findings.refusals.slice(before)) delete refusal.paths;
      return value;
    },
    write: (value) => part.write(value),
  };
}
