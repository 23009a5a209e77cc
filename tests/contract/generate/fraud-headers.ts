import fc from 'fast-check';
import type { Generator } from './generator.ts';

export const fraudHeaders: Readonly<Record<string, Generator>> = {
  retrieveFraudPreventionFeedback: {
    path: { api: fc.constantFrom('property-business-mtd', 'obligations-mtd', 'business-details-mtd') },
    others: fc.record(
      { connectionMethod: fc.constantFrom('WEB_APP_VIA_SERVER', 'BATCH_PROCESS_DIRECT') },
      { requiredKeys: [] },
    ),
  },
};
