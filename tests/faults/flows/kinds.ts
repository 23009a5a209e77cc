import { declarationSendings } from '../../../apps/web/src/test/declaration-sendings.ts';
import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Sending } from '../../../apps/web/src/test/sending.ts';
import { sendings } from '../../../apps/web/src/test/sendings.ts';
import { updateSendings } from '../../../apps/web/src/test/update-sendings.ts';
import { type Struck } from './modes.ts';

type Clicked = { ok: true; submissionId: string } | { ok: false; reason: string };

/** A kind of submission, as the table of faults sends it. */
export interface SentKind {
  name: string;
  /** When it can be sent. */
  at: string;
  steps: readonly ('fetchObligations' | 'send')[];
  /** HMRC's operation that each step calls, and the one that reads its copy. */
  operations: Partial<Record<Struck, string>>;
  /** A code by which HMRC refuses what this kind sends, and that the landlord can do something about. */
  refusal: string;
  /** Whether HMRC must be given it no more than once; else the same again changes nothing. */
  isOnce: boolean;
  /** Whether HMRC shows what it holds of it; else sending once more tells. */
  hasCopy: boolean;
  /** How often HMRC took such a one to make everything ready. */
  takenBefore: number;
  /** Whether its process is killed where one part of the work is over alone; else at every point. */
  diesRarely: boolean;
  fewestPoints: number;
  /** A connected landlord with everything ready to be sent. */
  prepare: () => Promise<Landlord>;
  /** Clicks "Submit"; or "Resubmit", where the last attempt did not come to anything. */
  click: (landlord: Landlord) => Promise<Clicked>;
}

/** HMRC gives each of these an answer of its own to a second one, so that it can hold none twice. */
const onceOnly = [
  'a quarterly update of 2024-25',
  'a quarterly update abroad of 2024-25',
  'a set of accounting adjustments',
  'the word that there is nothing to adjust',
  'a set of accounting adjustments abroad',
  'an End of Period Statement',
  'a loss brought forward',
  'a change of a loss',
  'a claim of a loss',
  'a final declaration',
  'an amendment of a final declaration',
];

/** What goes the way of another kind, whose processes are killed at every point. */
const diesRarely = [
  'a change of a quarterly update of 2024-25',
  'a quarterly update abroad of 2024-25',
  'an annual summary abroad of 2025-26',
  'the word that there is nothing to adjust',
  'a change of a loss',
  'the deletion of a loss',
  'a claim of a loss',
  'the deletion of a claim',
  'the deletion of all losses of a year',
];

function sentKind(name: string, of: (journey: Journey) => Sending) {
  return (journey: Journey): SentKind => {
    const {
      put,
      get,
      at,
      refusal,
      prepare,
      click,
      isAbroad = false,
      joined,
      asksFirst = false,
      putsBefore = 0,
    } = of(journey);
    return {
      name: name.replace(/^(an?|the) /, ''),
      at,
      steps: asksFirst ? ['fetchObligations', 'send'] : ['send'],
      // Where HMRC shows no copy, sending once more tells.
      operations: {
        send: put,
        readBack: get ?? put,
        ...(asksFirst && { fetchObligations: 'obligations' }),
      },
      refusal,
      isOnce: onceOnly.includes(name),
      hasCopy: get !== null,
      takenBefore: putsBefore,
      diesRarely: diesRarely.includes(name),
      fewestPoints: asksFirst ? 60 : 40,
      prepare: async () => {
        const landlord = await journey.addConnected({ abroad: isAbroad, ...(joined && { joined }) });
        await prepare(landlord);
        return landlord;
      },
      click,
    };
  };
}

/** Every kind, by its name. */
export const kinds: Record<string, (journey: Journey) => SentKind> = Object.fromEntries(
  Object.entries({ ...updateSendings, ...sendings, ...declarationSendings }).map(([name, of]) => [
    name,
    sentKind(name, of),
  ]),
);
