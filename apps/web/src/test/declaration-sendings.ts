import { createFixedClock } from '../platform/clock.ts';
import { createDeclaring, declaredYear } from './declaring.ts';
import { type Journey } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { type Sending } from './sending.ts';

/** The declaration of a tax year and the amendment after it, each an agreement to figures that HMRC has worked out. */
export const declarationSendings: Record<string, (journey: Journey) => Sending> = {
  'a final declaration': (journey) => {
    const declaring = createDeclaring(journey);
    return {
      ...common,
      click: (landlord) => agreeTo(journey, landlord, 'intent-to-finalise'),
      prepare: async (landlord) => {
        await sendYear(journey, landlord);
        await declaring.figures(landlord);
      },
      isHeld: (landlord) => confirmedOf(journey, landlord).includes('final-declaration'),
    };
  },
  'an amendment of a final declaration': (journey) => {
    const declaring = createDeclaring(journey);
    // Time may stand still, and what is newest counts.
    const clock = createFixedClock('2026-10-05T09:00:00Z');
    const earlier = { ...journey, ...journey.createProcess({ clock }) };
    return {
      ...common,
      putsBefore: 1,
      click: (landlord) => agreeTo(journey, landlord, 'intent-to-amend'),
      prepare: async (landlord) => {
        await sendYear(earlier, landlord);
        const before = createDeclaring(earlier);
        await before.run((await before.declare(landlord)).event);
        await journey.addRent(landlord, '2025-08-01', '1,000.00');
        await declaring.sendYear(landlord);
        await declaring.figures(landlord, 'confirm-amendment');
      },
      isHeld: (landlord) => confirmedOf(journey, landlord).includes('confirm-amendment'),
    };
  },
};

const common = {
  put: 'submit-final-declaration',
  get: 'retrieve-calculation',
  after: [],
  takenStatus: 204,
  at: '2026-10-06T09:00:00Z',
  refusal: 'RULE_SUBMISSION_FAILED',
} as const satisfies Partial<Sending>;

async function sendYear(journey: Journey, landlord: Landlord): Promise<void> {
  await journey.addRent(landlord, '2025-06-01', '30,000.00');
  await createDeclaring(journey).sendYear(landlord);
}

/** Agrees to the newest figures of a kind, and clicks "Submit". */
async function agreeTo(journey: Journey, landlord: Landlord, type: string) {
  const calculations = await journey.calculations.ofYear(landlord.id, declaredYear);
  const found = calculations.find((each) => each.type === type);
  if (!found) throw new Error('There is nothing to declare.');
  return createDeclaring(journey).agree(landlord, found);
}

/** What HMRC's simulator holds as declared, and as what. */
function confirmedOf({ simulator }: Journey, { nino }: Landlord): string[] {
  const all = simulator.control.saveState().documents['calculations']?.[nino] ?? {};
  return Object.values(all as Record<string, { confirmed?: { as: string } }>).flatMap(
    ({ confirmed }) => confirmed?.as ?? [],
  );
}
