import { deletePropertyAnnual, listPropertyPeriods } from './either-property.ts';
import { getForeignPropertyAnnual, putForeignPropertyAnnual } from './foreign-property-annual.ts';
import { getForeignPropertyCumulative, putForeignPropertyCumulative } from './foreign-property-cumulative.ts';
import {
  createForeignPropertyDetails,
  listForeignPropertyDetails,
  putForeignPropertyDetails,
} from './foreign-property-details.ts';
import {
  createForeignPropertyPeriod,
  getForeignPropertyPeriod,
  putForeignPropertyPeriod,
} from './foreign-property-period.ts';
import { getUkPropertyAnnual, putUkPropertyAnnual } from './uk-property-annual.ts';
import { getUkPropertyCumulative, putUkPropertyCumulative } from './uk-property-cumulative.ts';
import { createUkPropertyPeriod, getUkPropertyPeriod, putUkPropertyPeriod } from './uk-property-period.ts';

/** Property Business 6.0. */
export const propertyOperations = {
  putUkPropertyCumulative,
  getUkPropertyCumulative,
  createUkPropertyPeriod,
  getUkPropertyPeriod,
  putUkPropertyPeriod,
  listPropertyPeriods,
  putUkPropertyAnnual,
  getUkPropertyAnnual,
  deletePropertyAnnual,
  createForeignPropertyDetails,
  listForeignPropertyDetails,
  putForeignPropertyDetails,
  putForeignPropertyCumulative,
  getForeignPropertyCumulative,
  createForeignPropertyPeriod,
  getForeignPropertyPeriod,
  putForeignPropertyPeriod,
  putForeignPropertyAnnual,
  getForeignPropertyAnnual,
};
