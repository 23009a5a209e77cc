import { number, optional, required, signedMoney } from '../../shapes/shape.ts';

/** An amount that HMRC always gives. Reading does not mind its range. */
export const figure = required(signedMoney());
/** An amount that HMRC gives where there is one. */
export const amount = optional(signedMoney());
/** A percentage. */
export const rate = required(number());
