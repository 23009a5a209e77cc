/**
 * The years the clock can show. Tax years are written 2000-01 to 2999-00, and an instant after 9999 has another form, in
 * which a saved state could not be read back; what is reckoned from now (an authority's end, say) has to fit as well.
 */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2899;

/** Whether an instant is one of those years. */
export const canShow = (instant: Date): boolean =>
  // Of an instant that is none the year is not a number, and no comparison with that is true.
  instant.getUTCFullYear() >= FIRST_YEAR && instant.getUTCFullYear() <= LAST_YEAR;
