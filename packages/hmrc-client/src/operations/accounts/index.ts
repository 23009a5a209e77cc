/** Self Assessment Accounts 4.0. */
export const accountOperations = {};
