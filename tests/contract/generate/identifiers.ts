import fc from 'fast-check';

const alphanumeric = (length: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));

export const businessIds = fc.stringMatching(/^X[A-Z0-9]IS\d{11}$/);

/** Parameters of paths, by the names the client has for them. */
export const identifiers: Readonly<Record<string, fc.Arbitrary<string>>> = {
  nino: fc.stringMatching(/^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/),
  businessId: businessIds,
  calculationId: fc.oneof(fc.uuid({ version: 4 }), fc.stringMatching(/^\d{8}$/)),
  submissionId: fc.uuid({ version: 4 }),
  propertyId: fc.uuid({ version: 4 }),
  lossId: alphanumeric(15),
  claimId: alphanumeric(15),
  checkpointId: alphanumeric(36),
  transactionId: alphanumeric(12),
  chargeReference: fc.stringMatching(/^[A-Z]{2}\d{12}$/),
};
