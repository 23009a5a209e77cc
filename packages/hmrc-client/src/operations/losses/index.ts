/** Individual Losses 6.0, to 2025-26, and 7.0, from 2026-27. */
export const lossOperations = {};
