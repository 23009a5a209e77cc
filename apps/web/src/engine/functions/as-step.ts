import { type StepEnd } from '../../domain/submissions/index.ts';
import { RetryLater } from '../port.ts';

/** Turns the end of a domain step into what an engine understands; here alone, retrying is an error. */
export async function asStep(end: Promise<StepEnd>): Promise<'go-on' | 'stop'> {
  const reached = await end;
  if (reached.next === 'retry') throw new RetryLater(reached.because, { afterMs: reached.afterMs });
  return reached.next;
}
