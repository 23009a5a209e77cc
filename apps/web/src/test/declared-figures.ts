/** The figures of a declaration of nothing, as an attempt keeps them. */
export const declaredFigures = {
  calculationId: 'figures',
  calculationType: 'final-declaration',
  totals: {
    ...{ incomePence: 0, allowancesPence: 0, taxablePence: 0, chargedPence: 0 },
    ...{ reliefsPence: 0, nationalInsurancePence: 0, deductedPence: 0, duePence: 0 },
  },
  agreedBy: 'Canary Landlord',
  agreedAt: '2026-10-06T09:00:00.000Z',
  wording: [],
  otherIncome: 'none',
};
