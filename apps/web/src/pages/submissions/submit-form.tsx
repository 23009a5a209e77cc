import { randomUUID } from 'node:crypto';

import { type Child } from 'hono/jsx';
import { z } from 'zod';

import { type VendorFacts } from '../../domain/connections/index.ts';
import { type SubmitClick } from '../../domain/submissions/index.ts';
import { type Clock } from '../../platform/clock.ts';
import { Button } from '../../ui/components/button.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, signedInPerson } from '../env.ts';

interface SubmitFormProps {
  action: string;
  /** Stands for the figures on the page, so that nobody sends what they did not see. */
  fingerprint: string;
  /** What stands above the button, to be filled in. */
  question?: Child;
  children: Child;
}

/** The button that sends an update. The attempt's id is made with the form: sent twice, it is one attempt. */
export function SubmitForm({ action, fingerprint, question, children }: SubmitFormProps) {
  return (
    <form method="post" action={action} {...describesDevice}>
      <input type="hidden" name="seen" value={fingerprint} />
      <input type="hidden" name="attempt" value={randomUUID()} />
      {question}
      <DeviceFields />
      <Button preventDoubleClick>{children}</Button>
    </form>
  );
}

interface SubmitAllFormProps {
  action: string;
  /** What would be sent, as the page shows it. */
  updates: readonly { submissionId: string; fingerprint: string }[];
  children: Child;
}

/** One button that sends several updates, each as its own button would. */
export function SubmitAllForm({ action, updates, children }: SubmitAllFormProps) {
  return (
    <form method="post" action={action} {...describesDevice}>
      {updates.map(({ submissionId, fingerprint }) => (
        <>
          <input type="hidden" name={`${seenPrefix}${submissionId}`} value={fingerprint} />
          <input type="hidden" name={`${attemptPrefix}${submissionId}`} value={randomUUID()} />
        </>
      ))}
      <DeviceFields />
      <Button preventDoubleClick>{children}</Button>
    </form>
  );
}

const seenPrefix = 'seen-';
const attemptPrefix = 'attempt-';

const fields = z.object({
  seen: z.string().catch(''),
  attempt: z.uuid().catch(() => randomUUID()),
  replace: z.literal('yes').optional().catch(undefined),
});

/** Reads what the form sent, and captures the device it was sent from. */
export async function readSubmitClick(
  c: AppContext,
  deps: { clock: Clock; vendor: VendorFacts; config: { baseUrl: string } },
): Promise<SubmitClick> {
  const form = await c.req.parseBody();
  const { seen, attempt, replace } = fields.parse(form);
  return {
    ownerId: signedInPerson(c).id,
    attemptId: attempt,
    seen,
    captured: captureClick(c, form, deps),
    agreesToReplace: replace === 'yes',
  };
}

/** Reads what the form for several sent. Of what no form of ours sends, nothing is made. */
export async function readSubmitAllClick(
  c: AppContext,
  deps: { clock: Clock; vendor: VendorFacts; config: { baseUrl: string } },
): Promise<{ submissionId: string; click: SubmitClick }[]> {
  const form = await c.req.parseBody();
  const ownerId = signedInPerson(c).id;
  const captured = captureClick(c, form, deps);
  return Object.entries(form).flatMap(([name, value]) => {
    if (!name.startsWith(attemptPrefix)) return [];
    const submissionId = name.slice(attemptPrefix.length);
    const attempt = z.uuid().safeParse(value);
    const seen = form[`${seenPrefix}${submissionId}`];
    if (!attempt.success || typeof seen !== 'string') return [];
    return [{ submissionId, click: { ownerId, attemptId: attempt.data, seen, captured } }];
  });
}
