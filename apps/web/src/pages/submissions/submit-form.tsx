import { randomUUID } from 'node:crypto';

import { type Child } from 'hono/jsx';
import { z } from 'zod';

import { type CapturedHeaders, type VendorFacts } from '../../domain/connections/index.ts';
import { type Clock } from '../../platform/clock.ts';
import { Button } from '../../ui/components/button.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, signedInPerson } from '../env.ts';

interface SubmitFormProps {
  action: string;
  /** Stands for the figures on the page, so that nobody sends what they did not see. */
  fingerprint: string;
  children: Child;
}

/** The button that sends an update. The attempt's id is made with the form: sent twice, it is one attempt. */
export function SubmitForm({ action, fingerprint, children }: SubmitFormProps) {
  return (
    <form method="post" action={action} {...describesDevice}>
      <input type="hidden" name="seen" value={fingerprint} />
      <input type="hidden" name="attempt" value={randomUUID()} />
      <DeviceFields />
      <Button preventDoubleClick>{children}</Button>
    </form>
  );
}

const fields = z.object({
  seen: z.string().catch(''),
  attempt: z.uuid().catch(() => randomUUID()),
});

/** Reads what the form sent, and captures the device it was sent from. */
export async function readSubmitClick(
  c: AppContext,
  deps: { clock: Clock; vendor: VendorFacts; config: { baseUrl: string } },
): Promise<{ ownerId: string; attemptId: string; seen: string; captured: CapturedHeaders }> {
  const form = await c.req.parseBody();
  const { seen, attempt } = fields.parse(form);
  return {
    ownerId: signedInPerson(c).id,
    attemptId: attempt,
    seen,
    captured: captureClick(c, form, deps),
  };
}
