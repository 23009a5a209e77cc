/** Individual Calculations 8.0, Business Income Source Summary 3.0, End of Period Statement 3.0. */
export const calculationOperations = {};
