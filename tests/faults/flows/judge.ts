import { type Place } from '../sweep/flow.ts';
import { type FaultMode, type Told } from './modes.ts';

/** What the landlord was told at a moment, and how often HMRC had taken the submission by then. */
export interface Sighting {
  told: Told;
  taken: number;
}

/** @returns what is wrong with how a submission went; nothing where all is well */
export function judge(row: {
  seen: readonly Sighting[];
  mode: Pick<FaultMode, 'expected'>;
  /** Where its process was killed, by the renewal of the pair; null where it lived. */
  place: Place;
  isOnce: boolean;
  /** How often HMRC was sent it once more when it had it already, or had it under way. */
  resent: number;
}): string[] {
  const { seen, mode, place, isOnce, resent } = row;
  const wrong: string[] = [];
  const demand = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };
  for (const { told, taken } of seen) {
    const isUntaken = told.startsWith('failed') || told === 'rejected';
    demand(!(isUntaken && taken > 0), `HMRC had taken it when the landlord was told "${told}"`);
    demand(!(told === 'submitted' && taken === 0), 'told "submitted" of what HMRC has not taken');
  }
  const [first] = seen;
  const last = seen.at(-1);
  // A process that dies leaves a send without an answer, of which nobody can say yet that it failed; and one that dies
  // between HMRC's new pair and its first durable write leaves no pair at all.
  const allowed: Told[] = [mode.expected];
  if (place !== null) allowed.push('submitted', 'processing, reconnect');
  if (place === 'window') allowed.push('failed, reconnect');
  demand(
    first !== undefined && allowed.includes(first.told),
    `first told "${first?.told}" in place of "${mode.expected}"`,
  );
  demand(last?.told === 'submitted', `in the end told "${last?.told}"`);
  demand(!isOnce || last?.taken === 1, `HMRC took ${last?.taken} of what it may be given once`);
  // HMRC refuses the second of these by itself, so what it took tells nothing of what it was sent.
  demand(!isOnce || resent === 0, `sent ${resent} times more what HMRC had`);
  demand(
    first?.told === 'rejected' ||
      mode.expected === 'rejected' ||
      seen.every(({ told }) => told !== 'rejected'),
    'told "rejected" where HMRC refused no figure',
  );
  return wrong;
}
