import {
  alreadyDone,
  malformed,
  type MeaningRow,
  notAllowed,
  nothingThere,
  ourFault,
  rejected,
  rows,
} from './row.ts';

const createPeriod = ['createUkPropertyPeriod', 'createForeignPropertyPeriod'];
const putPeriod = ['putUkPropertyPeriod', 'putForeignPropertyPeriod'];
const putAnnual = ['putUkPropertyAnnual', 'putForeignPropertyAnnual'];
const sendDetails = ['createForeignPropertyDetails', 'putForeignPropertyDetails'];

/** Where HMRC has nothing yet: an answer to a question, no fault. */
const noneRows: readonly MeaningRow[] = [
  ...none(['getForeignPropertyCumulative', 'listPropertyPeriods'], 'HMRC holds no update for this tax year.'),
  ...none(
    ['getUkPropertyPeriod', 'getForeignPropertyPeriod'],
    'HMRC holds no such update for this tax year.',
  ),
  ...none(
    ['getUkPropertyAnnual', 'getForeignPropertyAnnual', 'deletePropertyAnnual'],
    'HMRC holds no adjustments or allowances for this tax year.',
  ),
  ...none(['listForeignPropertyDetails'], 'HMRC holds no foreign properties for this tax year.'),
];

function none(operations: readonly string[], sentence: string): MeaningRow[] {
  return rows({ ...nothingThere, operations, statuses: [404] }, { MATCHING_RESOURCE_NOT_FOUND: sentence });
}

const periodRows: readonly MeaningRow[] = [
  ...rows(rejected, {
    RULE_OVERLAPPING_PERIOD:
      'This period overlaps one that HMRC already has. Correct the dates, or change the update that HMRC has.',
    RULE_MISALIGNED_PERIOD:
      'This period does not lie within the accounting period that HMRC has for this business. ' +
      'Correct the dates and send the update again.',
    RULE_NOT_CONTIGUOUS_PERIOD:
      'This period does not follow on from the ones that HMRC has. Send the period that is missing between them first.',
  }),
  ...rows(
    // What HMRC has may be other figures: its copy tells, and is changed where it must be.
    { ...alreadyDone, operations: createPeriod },
    {
      RULE_DUPLICATE_SUBMISSION:
        'HMRC already has an update for this period. To correct something, change the update that HMRC has.',
    },
  ),
  ...rows(
    { ...rejected, operations: createPeriod },
    {
      FORMAT_FROM_DATE:
        'HMRC does not take the start date of this update. Correct it and send the update again.',
      FORMAT_TO_DATE: 'HMRC does not take the end date of this update. Correct it and send the update again.',
    },
  ),
  ...rows(malformed, { FORMAT_SUBMISSION_ID: ourFault }),
  ...rows(
    { ...malformed, operations: putPeriod },
    { MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find the update that was to be changed. ${ourFault}` },
  ),
];

const annualRows: readonly MeaningRow[] = [
  ...rows(rejected, {
    RULE_BOTH_ALLOWANCES_SUPPLIED:
      'HMRC takes either the property income allowance or the other allowances, not both. Remove one of the two and send them again.',
    RULE_PROPERTY_INCOME_ALLOWANCE:
      'HMRC does not take the property income allowance together with an adjustment for private use. ' +
      'Remove one of the two and send them again.',
    RULE_BUILDING_NAME_NUMBER:
      'HMRC wants the name or the number of a building beside its postcode. Add one of them and send it again.',
  }),
  ...rows(
    { ...rejected, operations: putAnnual },
    {
      FORMAT_VALUE:
        'HMRC does not take this amount. Correct it and send the adjustments and allowances again.',
      FORMAT_DATE:
        'HMRC does not take the date from which a building qualified. Correct it and send the allowances again.',
      FORMAT_STRING:
        'HMRC does not take the name, number or postcode of a building. Use at most 90 letters, digits and simple ' +
        'punctuation marks, and send the allowances again.',
    },
  ),
];

/** Entries for a country, up to 2025-26, or for a property after it. */
const foreignRows: readonly MeaningRow[] = [
  ...rows(rejected, {
    RULE_COUNTRY_CODE:
      'HMRC does not take this country. Choose the country again and send the figures again.',
    RULE_DUPLICATE_COUNTRY_CODE:
      'A country is there more than once. Add up the figures of all properties in a country, and send them again.',
    RULE_DUPLICATE_PROPERTY_ID:
      'A property is there more than once. Put the figures of a property together, and send them again.',
    RULE_PROPERTY_ID_MISMATCH:
      'HMRC does not have one of these properties under this business. Choose among the properties that HMRC has, and send the ' +
      'figures again.',
  }),
  ...rows(
    { ...rejected, operations: ['putForeignPropertyCumulative'] },
    {
      RULE_BOTH_EXPENSES_SUPPLIED:
        'HMRC takes either one total for expenses or single figures, and the same of the two for all foreign properties. ' +
        'Change the expenses to one of the two and send the update again.',
    },
  ),
  ...rows(malformed, { FORMAT_COUNTRY_CODE: ourFault, FORMAT_PROPERTY_ID: ourFault }),
];

const detailsRows: readonly MeaningRow[] = [
  ...rows(rejected, {
    FORMAT_PROPERTY_NAME:
      'HMRC takes a name of 1 to 105 characters for a property. Correct the name and send it again.',
    RULE_DUPLICATE_PROPERTY_NAME:
      'HMRC already has a property of this name in this country. Choose another name and send it again.',
    RULE_MISSING_END_DETAILS:
      'HMRC wants both the date a property ended and the reason, or neither. Add the one that is missing and send it again.',
    RULE_END_DATE_BEFORE_TAX_YEAR_START:
      'The end date lies before the tax year. Give a date within the tax year and send it again.',
    RULE_END_DATE_AFTER_TAX_YEAR_END:
      'The end date lies after the tax year. Give a date within the tax year and send it again.',
    RULE_TAX_YEAR_BEFORE_BUSINESS_START:
      'HMRC has your foreign property business as starting after this tax year. Choose a later tax year.',
  }),
  ...rows(notAllowed, {
    RULE_PROPERTY_BUSINESS_CEASED:
      'HMRC has your foreign property business as ended, and takes no properties for it. If that is wrong, please contact HMRC.',
  }),
  ...rows(
    { ...rejected, operations: sendDetails },
    { FORMAT_END_DATE: 'HMRC does not take the end date of this property. Correct it and send it again.' },
  ),
  ...rows(malformed, { FORMAT_END_REASON: ourFault }),
  ...rows(
    { ...malformed, operations: ['putForeignPropertyDetails'] },
    { MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find the property that was to be changed. ${ourFault}` },
  ),
];

const businessRows: readonly MeaningRow[] = rows(
  { ...malformed, operations: [...createPeriod, ...putAnnual, 'createForeignPropertyDetails'] },
  { MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find this property business. ${ourFault}` },
);

/** Codes of the operations in `operations/property`; those of figures and dates of updates are in `figures.ts`. */
export const propertyRows: readonly MeaningRow[] = [
  ...noneRows,
  ...periodRows,
  ...annualRows,
  ...foreignRows,
  ...detailsRows,
  ...businessRows,
];
