import fc from 'fast-check';

const alphanumeric = (length: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));

export const businessIds = fc.stringMatching(/^X[A-Z0-9]IS\d{11}$/);

/** Numbers that could be somebody's: some letters and some pairs of letters are never given out. */
export const ninos = fc
  .stringMatching(/^[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]$/)
  .filter((nino) => !/^(BG|GB|KN|NK|NT|TN|ZZ)/.test(nino));

/** Parameters of paths, by the names the client has for them. */
export const identifiers: Readonly<Record<string, fc.Arbitrary<string>>> = {
  nino: ninos,
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
