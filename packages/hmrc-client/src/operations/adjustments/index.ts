import { adjustForeignPropertyBsas } from './adjust-foreign-property.ts';
import { adjustUkPropertyBsas } from './adjust-uk-property.ts';
import { getForeignPropertyBsas } from './foreign-property-summary.ts';
import { listBsas } from './list-bsas.ts';
import { triggerBsas } from './trigger-bsas.ts';
import { getUkPropertyBsas } from './uk-property-summary.ts';

/** Business Source Adjustable Summary 7.0. */
export const adjustmentOperations = {
  listBsas,
  triggerBsas,
  getUkPropertyBsas,
  adjustUkPropertyBsas,
  getForeignPropertyBsas,
  adjustForeignPropertyBsas,
};
