import { type Journey, startsAt } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { declarationSending, type Sending, sendings } from '../../../apps/web/src/test/sendings.ts';
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
  /** Whether HMRC shows what it holds of it; else sending once more tells. */
  hasCopy: boolean;
  /** Whether its process is killed at each point; else the faults alone are tried. */
  isKilled: boolean;
  fewestPoints: number;
  /** A connected landlord with everything ready to be sent. */
  prepare: () => Promise<Landlord>;
  /** Clicks "Submit"; or "Resubmit", where the last attempt did not come to anything. */
  click: (landlord: Landlord) => Promise<Clicked>;
}

/** A quarterly update, asked for and sent. */
function quarterlyUpdate(journey: Journey): SentKind {
  const updates = createUpdates(journey);
  return {
    name: 'quarterly update',
    at: startsAt,
    steps: ['fetchObligations', 'send'],
    operations: { fetchObligations: 'obligations', send: 'put-uk-cumulative' },
    refusal: 'RULE_BOTH_EXPENSES_SUPPLIED',
    isOnce: false,
    hasCopy: true,
    isKilled: true,
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

/** HMRC gives each of these an answer of its own to a second one, so that it can hold none twice. */
const onceOnly = [
  'a set of accounting adjustments',
  'an End of Period Statement',
  'a loss brought forward',
  'a final declaration',
];

/** One of the kinds that one step sends. */
function sentInOneStep(name: string, of: (journey: Journey) => Sending) {
  return (journey: Journey): SentKind => {
    const { put, get, at, refusal, prepare, click } = of(journey);
    return {
      name: name.replace(/^an? /, ''),
      at,
      steps: ['send'],
      operations: { send: put },
      refusal,
      isOnce: onceOnly.includes(name),
      hasCopy: get !== null,
      // Sent and read back by the same steps as the others, and killed there.
      isKilled: !name.includes('loss'),
      fewestPoints: 40,
      prepare: async () => {
        const landlord = await journey.addConnected();
        await prepare(landlord);
        return landlord;
      },
      click,
    };
  };
}

/** Every kind, by its name. */
export const kinds: Record<string, (journey: Journey) => SentKind> = {
  'quarterly update': quarterlyUpdate,
  ...Object.fromEntries(
    Object.entries({ ...sendings, 'a final declaration': declarationSending }).map(([name, of]) => [
      name,
      sentInOneStep(name, of),
    ]),
  ),
};
