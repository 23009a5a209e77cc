import { randomUUID } from 'node:crypto';
import { type CalculationView } from '../../../apps/web/src/domain/calculations/index.ts';
import { createDeclaring, declaredYear } from '../../../apps/web/src/test/declaring.ts';
import { type Journey, startsAt } from '../../../apps/web/src/test/journey.ts';
import { captured, type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Work } from '../processes/job.ts';
import { type Swept } from '../sweep/rows.ts';
import { createFaults } from './faults.ts';
import { type CalculationSighting, judgeCalculation } from './judge-calculation.ts';
import { type FaultMode, isBoundary, modesOf, type Told, wholeModes } from './modes.ts';
import { createPatience, tries } from './patience.ts';

type Event = Extract<Work, { kind: 'calculate' }>['event'];

interface Ready {
  landlord: Landlord;
  work: Extract<Work, { kind: 'calculate' }>;
}

/** A calculation of HMRC's, as the table of faults asks for it. */
interface CalculationKind {
  name: string;
  /** Asks for the first, of a year that HMRC has. */
  ask: (landlord: Landlord) => Promise<string>;
  /** Asks for another where nothing came of that. */
  askAgain: (landlord: Landlord) => Promise<string>;
}

/** Every kind of calculation, by its name: the update that HMRC took asks for an estimate, a person for the figures to declare. */
export const calculationKinds: Record<string, (journey: Journey) => CalculationKind> = {
  'an estimate of tax': (journey) => ({
    name: 'estimate of tax',
    ask: async ({ id }) => (await journey.calculations.ofYear(id, declaredYear))[0]?.id ?? '',
    askAgain: async ({ id: ownerId }) => {
      const click = { ownerId, id: randomUUID(), taxYear: declaredYear, type: 'in-year', captured } as const;
      const asked = await journey.calculations.request(click);
      if (!asked.ok) throw new Error(`The click was refused: ${asked.reason}.`);
      return asked.id;
    },
  }),
  'a calculation for a final declaration': (journey) => {
    const ask = async (landlord: Landlord) => {
      const started = await createDeclaring(journey).start(landlord);
      if (!started.ok) throw new Error(`The click was refused: ${started.reason}.`);
      return started.calculation;
    };
    return { name: 'calculation for a final declaration', ask, askAgain: ask };
  },
};

const trigger = 'trigger-calculation';
const operations = { trigger, retrieve: 'retrieve-calculation' } as const;
/** More looks than HMRC needs. */
const looks = 20;

const modes: readonly FaultMode[] = [
  ...wholeModes,
  ...(['trigger', 'retrieve'] as const).flatMap((step) =>
    modesOf({ step, refusal: 'FORMAT_TAX_YEAR', isOnce: false, hasCopy: true }),
  ),
].map((mode) => ({
  ...mode,
  step: mode.step === 'send' ? 'trigger' : mode.step,
  // Nothing was sent that could be rejected.
  expected: mode.expected === 'rejected' ? 'failed' : mode.expected === 'submitted' ? 'ready' : mode.expected,
  ...(mode.isPlain && { diesAt: ({ names, number }) => isCalculationBoundary(names, number) }),
}));

function isCalculationBoundary(names: readonly string[], number: number): boolean {
  return isBoundary(names, number) || /^before: (toWorkOn|lookLater)/.test(names[number - 1] ?? '');
}

/** A calculation with a fault where it is asked for or fetched, and what the product and its landlord do until it is there. */
export function createSweptCalculation(journey: Journey, kind: CalculationKind): Swept<FaultMode, Ready> {
  const faults = createFaults(journey);
  const declaring = createDeclaring(journey);
  const eventOf = async (landlord: Landlord, calculation: string): Promise<Event> => ({
    calculation,
    connectionId: (await journey.connectionOf(landlord)).id,
  });
  const view = async ({ id }: Landlord, calculation: string): Promise<CalculationView> => {
    const found = await journey.calculations.one(id, calculation);
    if (!found) throw new Error('There is no such calculation.');
    return found;
  };

  /** Does what an engine does until something has become of a calculation. */
  async function run(landlord: Landlord, event: Event): Promise<void> {
    const { calculations, pass } = createPatience(journey, startsAt);
    const { steps, giveUp } = calculations;
    for (let look = 0; look < looks; look += 1) {
      let end = await steps.calculate(event);
      for (let tried = 1; end.next === 'retry' && tried < tries; tried += 1) {
        pass.untilNextTry(tried, end.afterMs);
        end = await steps.calculate(event);
      }
      if (end.next === 'retry') await giveUp(event);
      if ((await view(landlord, event.calculation)).state !== 'waiting') return;
    }
  }

  return {
    name: kind.name,
    modes,
    firstWrite: null,
    fewestPoints: 20,
    isOncePerMoment: true,

    async prepare({ fault, step, isRevoked }) {
      const landlord = await declaring.addWithYear();
      const event = await eventOf(landlord, await kind.ask(landlord));
      if (isRevoked) await journey.control.revokeAuthority(landlord.nino);
      if (step === 'trigger' || step === 'retrieve') await faults.begin(landlord, fault, operations[step]);
      return { landlord, work: { kind: 'calculate', event, at: startsAt } };
    },

    async conclude({ landlord, work }, { mode, wasKilled }) {
      const seen: CalculationSighting[] = [];
      let { calculation } = work.event;
      const look = async (): Promise<Told> => {
        const found = await view(landlord, calculation);
        const told = toldBy(found);
        seen.push({
          told,
          hasFigures: found.figures !== null,
          isHeld: heldBy(landlord).includes(found.calculationId ?? ''),
          isDeclared: await isDeclared(landlord),
          canDeclare: told.startsWith('failed') && (await declaring.agree(landlord, found)).ok,
        });
        return told;
      };
      await run(landlord, work.event);
      for (
        let told = await look(), acts = 0;
        told.startsWith('failed') && acts < 3;
        told = await look(), acts += 1
      ) {
        await faults.end(landlord);
        if (told === 'failed, reconnect') await journey.connect(landlord);
        calculation = await kind.askAgain(landlord);
        await run(landlord, await eventOf(landlord, calculation));
      }
      const outcome = seen.map(({ told }) => told).join(', then ');
      const made = heldBy(landlord).length;
      return { outcome, wrong: judgeCalculation({ seen, mode, wasKilled, made }) };
    },
  };

  /** HMRC's numbers of the calculations that it made for a landlord. */
  function heldBy({ nino }: Landlord): string[] {
    const held = journey.control.saveState().documents['calculations']?.[nino] ?? {};
    return Object.keys(held).map((key) => key.split('/').at(-1) ?? '');
  }

  /** Whether anything was declared, at HMRC or by our own account. */
  async function isDeclared({ id, nino }: Landlord): Promise<boolean> {
    const sent = await journey.submissions.all(id);
    return (
      journey.countCalls('submit-final-declaration', nino) > 0 ||
      sent.some((each) => each.kind === 'final-declaration')
    );
  }
}

function toldBy({ state, failure }: CalculationView): Told {
  if (state === 'waiting') return 'processing';
  if (state === 'failed') return failure?.reconnect ? 'failed, reconnect' : 'failed';
  return 'ready';
}
