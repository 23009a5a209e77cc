import { createAnnuals } from '../../../apps/web/src/test/annual-summaries.ts';
import { createDeclaring } from '../../../apps/web/src/test/declaring.ts';
import { type Journey, startsAt } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { createUpdates, quarter1 } from '../../../apps/web/src/test/updates.ts';
import { type FaultMode } from './modes.ts';

type Clicked = { ok: true; submissionId: string } | { ok: false; reason: string };

/** A kind of submission, as the table of faults sends it. */
export interface SentKind {
  name: string;
  /** When it can be sent. */
  at: string;
  steps: readonly FaultMode['step'][];
  /** HMRC's operation that each step calls. */
  operations: Partial<Record<FaultMode['step'], string>>;
  /** A code by which HMRC refuses what this kind sends, and that the landlord can do something about. */
  refusal: string;
  /** Whether HMRC must be given it no more than once; else the same again changes nothing. */
  isOnce: boolean;
  fewestPoints: number;
  /** A connected landlord with everything ready to be sent. */
  prepare: () => Promise<Landlord>;
  /** Clicks "Submit"; or "Resubmit", where the last attempt did not come to anything. */
  click: (landlord: Landlord) => Promise<Clicked>;
}

/** A quarterly update, asked for and sent. */
export function quarterlyUpdate(journey: Journey): SentKind {
  const updates = createUpdates(journey);
  return {
    name: 'quarterly update',
    at: startsAt,
    steps: ['fetchObligations', 'send'],
    operations: { fetchObligations: 'obligations', send: 'put-uk-cumulative' },
    refusal: 'RULE_BOTH_EXPENSES_SUPPLIED',
    isOnce: false,
    fewestPoints: 60,
    prepare: async () => {
      const landlord = await journey.addConnected();
      await journey.addRent(landlord, '2026-05-01', '1,234.56');
      return landlord;
    },
    click: async (landlord) => {
      const [before] = await journey.submissions.list(landlord.id);
      return before ? updates.clickResubmit(landlord, before.id) : updates.click(landlord, quarter1);
    },
  };
}

export function annualSummary(journey: Journey): SentKind {
  const annuals = createAnnuals(journey);
  return {
    name: 'annual summary',
    at: startsAt,
    steps: ['send'],
    operations: { send: 'put-uk-annual' },
    refusal: 'RULE_BOTH_ALLOWANCES_SUPPLIED',
    isOnce: false,
    fewestPoints: 40,
    prepare: async () => {
      const landlord = await journey.addConnected();
      await annuals.fill(landlord);
      return landlord;
    },
    click: annuals.click,
  };
}

export function finalDeclaration(journey: Journey): SentKind {
  const declaring = createDeclaring(journey);
  return {
    name: 'final declaration',
    at: startsAt,
    steps: ['send'],
    operations: { send: 'submit-final-declaration' },
    refusal: 'RULE_SUBMISSION_FAILED',
    isOnce: true,
    fewestPoints: 40,
    prepare: async () => {
      const landlord = await declaring.addWithYear();
      await declaring.figures(landlord);
      return landlord;
    },
    click: async (landlord) => {
      const calculations = await journey.calculations.ofYear(landlord.id, '2025-26');
      const found = calculations.find(({ type }) => type === 'intent-to-finalise');
      if (!found) throw new Error('There is nothing to declare.');
      return declaring.agree(landlord, found);
    },
  };
}

export const kinds = { quarterlyUpdate, annualSummary, finalDeclaration };
