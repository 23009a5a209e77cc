import { randomUUID } from 'node:crypto';

import { type AdjustmentAnswers, type PropertyYear } from '../domain/submissions/index.ts';
import { createDeclaring, declaredYear } from './declaring.ts';
import { type Journey } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

/** An adjustment of rents and one of an expense, each with its reason. */
export const goodAdjustments: AdjustmentAnswers = {
  isNothing: false,
  fields: {
    totalRentsReceived: '-250.10',
    'totalRentsReceived-reason': 'A deposit was booked as rent',
    repairsAndMaintenance: '80',
    'repairsAndMaintenance-reason': 'An invoice paid in cash',
  },
};

const ukYear = ({ businessId }: Landlord): PropertyYear => ({
  businessId,
  taxYear: declaredYear,
  typeOfBusiness: 'uk-property',
});

/** Finalising a year that is over, by a journey's landlords: summary, adjustments, their word. */
export function createFinalising(journey: Journey, yearOf: (landlord: Landlord) => PropertyYear = ukYear) {
  const { adjustments } = journey.submissions;
  const declaring = createDeclaring(journey);

  const view = (landlord: Landlord) => adjustments.view(landlord.id, yearOf(landlord));
  const save = (landlord: Landlord, answers: AdjustmentAnswers) =>
    adjustments.save(landlord.id, yearOf(landlord), answers);

  /** Has HMRC make a summary. */
  async function trigger(landlord: Landlord): Promise<void> {
    const asked = await adjustments.trigger(landlord.id, yearOf(landlord), captured);
    if (!asked.ok) throw new Error(asked.sentence);
  }

  /** Sends the year, has it summed up, and fills the adjustments in. */
  async function prepare(landlord: Landlord, answers = goodAdjustments): Promise<void> {
    await journey.addRent(landlord, '2025-06-01', '30,000.00');
    await declaring.sendYear(landlord);
    await trigger(landlord);
    await save(landlord, answers);
  }

  /** Clicks "Submit", or "Resubmit". */
  async function click(landlord: Landlord) {
    const { draft } = await view(landlord);
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen: draft?.fingerprint ?? '', captured };
    return adjustments.request(click, yearOf(landlord));
  }

  /** Clicks, and runs the step once. */
  async function send(landlord: Landlord): Promise<string> {
    const made = await click(landlord);
    if (!made.ok) throw new Error(made.reason);
    await declaring.run(await declaring.eventOf(landlord, made.submissionId));
    return made.submissionId;
  }

  /** A landlord whose adjustments HMRC has taken. */
  async function addAdjusted(answers = goodAdjustments): Promise<Landlord> {
    const landlord = await journey.addConnected();
    await prepare(landlord, answers);
    await send(landlord);
    return landlord;
  }

  const stateOf = async (landlord: Landlord) => (await view(landlord)).state;

  const confirm = (landlord: Landlord, changed: { agreed?: boolean; name?: string; id?: string } = {}) =>
    adjustments.confirm(
      {
        ...{ ownerId: landlord.id, id: randomUUID(), agreed: true, name: 'Ada Landlord', captured },
        ...changed,
      },
      yearOf(landlord),
    );

  /** Summaries that HMRC's simulator holds for a landlord. */
  function held({ nino }: Landlord) {
    const all = journey.simulator.control.saveState().documents['adjustable-summaries']?.[nino];
    return Object.values((all ?? {}) as Record<string, { adjusted?: { items: unknown[] } }>);
  }

  return {
    ...declaring,
    submission: declaring.view,
    yearOf,
    view,
    save,
    trigger,
    prepare,
    click,
    send,
    addAdjusted,
    stateOf,
    confirm,
    held,
  };
}
