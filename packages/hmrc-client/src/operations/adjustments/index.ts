/** Business Source Adjustable Summary 7.0. */
export const adjustmentOperations = {};
