import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Fault } from './modes.ts';

/** What HMRC does to one landlord. */
export function createFaults({ control }: Journey) {
  return {
    /** @param operation what it strikes; nothing begins where that is not called */
    async begin({ nino }: Landlord, fault: Fault | null, operation: string | undefined): Promise<void> {
      if (fault && operation !== undefined) await control.addFault({ ...fault, nino, operation });
    },
    /** HMRC is well again; a fault that is used up is gone already. */
    async end({ nino }: Landlord): Promise<void> {
      for (const fault of control.faults().on) {
        if (fault.nino === nino) await control.removeFault(fault.id);
      }
    },
  };
}
