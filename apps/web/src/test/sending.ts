import { type SubmissionView } from '../domain/submissions/index.ts';
import { type TaxYear } from '../domain/tax-year.ts';
import { type Journey, type TestProcess } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { type AttemptEvent } from './updates.ts';

/** A kind of submission, for tests that all of them must pass. */
export interface Sending {
  /** Whether its landlord lets abroad. */
  isAbroad?: boolean;
  /** The tax year from which on HMRC wants updates of its landlord; 2025-26 where nothing else is said. */
  joined?: TaxYear;
  /** Whether its obligation is asked for before it is sent; else one step does all. */
  asksFirst?: boolean;
  /** HMRC's operation that takes it, by its name in the simulator. */
  put: string;
  /** How often that was called to make everything ready. */
  putsBefore?: number;
  /** The operation that shows HMRC's copy; null where HMRC shows none. */
  get: string | null;
  /** What HMRC is asked before each send, where that makes a difference. */
  before?: string[];
  /** What is looked at once HMRC took it. */
  after: string[];
  /** What HMRC says where it took it. */
  takenStatus: number;
  /** When it can be sent. */
  at: string;
  /** A refusal of figures that this kind knows. */
  refusal: string;
  /** Clicks "Submit", or "Resubmit" where the last one was not taken. */
  click: (landlord: Landlord) => Promise<{ ok: true; submissionId: string } | { ok: false; reason: string }>;
  /** Makes everything ready to be sent. */
  prepare: (landlord: Landlord) => Promise<void>;
  /** Whether HMRC holds it. */
  isHeld: (landlord: Landlord) => boolean;
}

/** Clicks, and works on what was clicked by hand as an engine would. */
export function createSender(journey: Journey, { click, prepare, isAbroad = false, joined }: Sending) {
  const { submissions } = journey;

  async function view(landlord: Landlord, submissionId: string): Promise<SubmissionView> {
    const found = await submissions.one(landlord.id, submissionId);
    if (!found) throw new Error('There is no such submission.');
    return found;
  }

  async function clickThrough(landlord: Landlord) {
    const made = await click(landlord);
    if (!made.ok) throw new Error(made.reason);
    const { latest } = await view(landlord, made.submissionId);
    const event = { attemptId: latest.id, connectionId: (await journey.connectionOf(landlord)).id };
    return { submissionId: made.submissionId, event };
  }

  /** A connected landlord whose submission was asked for. */
  async function submit() {
    const landlord = await journey.addConnected({ abroad: isAbroad, ...(joined && { joined }) });
    await prepare(landlord);
    return { landlord, ...(await clickThrough(landlord)) };
  }

  return {
    submit,
    view,
    clickThrough,
    run: (event: AttemptEvent, { submissions: { steps } }: TestProcess = journey) => steps.send(event),
    sends: (landlord: Landlord, submissionId: string) => submissions.sends(landlord.id, submissionId),
  };
}
