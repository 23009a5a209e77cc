import { type SubmissionView } from '../domain/submissions/index.ts';
import { createAnnuals } from './annual-summaries.ts';
import { createDeclaring, declaredYear } from './declaring.ts';
import { createFinalising } from './finalising.ts';
import { createLosing } from './losing.ts';
import { type Journey, type TestProcess } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { createStatementTests, statementsAt } from './statements.ts';
import { type AttemptEvent } from './updates.ts';

/** A kind of submission that one step sends, for tests that all of them must pass. */
export interface Sending {
  /** HMRC's operation that takes it, by its name in the simulator. */
  put: string;
  /** The operation that shows HMRC's copy; null where HMRC shows none. */
  get: string | null;
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

/** The kinds, by what pages call them. */
export const sendings: Record<string, (journey: Journey) => Sending> = {
  'an annual summary': (journey) => {
    const annuals = createAnnuals(journey);
    return {
      put: 'put-uk-annual',
      get: 'get-uk-annual',
      after: [],
      takenStatus: 200,
      at: '2026-10-06T09:00:00Z',
      refusal: 'RULE_BOTH_ALLOWANCES_SUPPLIED',
      click: annuals.click,
      prepare: annuals.fill,
      isHeld: (landlord) => annuals.held(landlord) !== undefined,
    };
  },
  'a set of accounting adjustments': (journey) => {
    const finalising = createFinalising(journey);
    return {
      put: 'adjust-uk-bsas',
      get: 'get-uk-bsas',
      after: ['get-uk-bsas'],
      takenStatus: 200,
      at: '2026-10-06T09:00:00Z',
      refusal: 'RULE_RESULTING_VALUE_NOT_PERMITTED',
      click: finalising.click,
      prepare: finalising.prepare,
      isHeld: (landlord) => finalising.held(landlord).some(({ adjusted }) => adjusted !== undefined),
    };
  },
  'an End of Period Statement': (journey) => {
    const statements = createStatementTests(journey);
    return {
      put: 'submit-end-of-period-statement',
      get: null,
      after: [],
      takenStatus: 204,
      at: statementsAt,
      refusal: 'RULE_BUSINESS_VALIDATION_FAILURE',
      click: (landlord) => statements.click(landlord),
      prepare: statements.prepare,
      isHeld: statements.isHeld,
    };
  },
  'a loss brought forward': (journey) => {
    const losing = createLosing(journey);
    const loss = {
      change: 'add-loss',
      id: '',
      fields: { yearOfLoss: '2024-25', typeOfLoss: 'uk-property', amount: '1,234.56' },
    };
    return {
      put: 'create-brought-forward-loss',
      get: 'list-brought-forward-losses',
      after: ['list-brought-forward-losses'],
      takenStatus: 201,
      at: '2026-10-06T09:00:00Z',
      refusal: 'RULE_DUPLICATE_SUBMISSION',
      click: (landlord) => losing.click(landlord, '2025-26', loss),
      prepare: (landlord) => losing.look(landlord, '2025-26'),
      isHeld: (landlord) => losing.held(landlord, 'losses').length === 1,
    };
  },
  'losses and claims of a year, together': (journey) => {
    const losing = createLosing(journey);
    const fields = { broughtForward: '1,234.56', sideways: '0.01' };
    return {
      put: 'put-loss-claims',
      get: 'get-loss-claims',
      after: ['get-loss-claims'],
      takenStatus: 204,
      at: '2027-05-06T09:00:00Z',
      refusal: 'FORMAT_VALUE',
      click: (landlord) => losing.click(landlord, '2026-27', { change: 'put', id: '', fields }),
      prepare: (landlord) => losing.look(landlord, '2026-27'),
      isHeld: (landlord) => losing.held(landlord, 'loss-claims-by-year').length === 1,
    };
  },
};

/** The final declaration of a year, whose figures are worked out anew for each click. */
export function declarationSending(journey: Journey): Sending {
  const declaring = createDeclaring(journey);
  return {
    put: 'submit-final-declaration',
    get: 'retrieve-calculation',
    after: [],
    takenStatus: 204,
    at: '2026-10-06T09:00:00Z',
    refusal: 'RULE_SUBMISSION_FAILED',
    click: async (landlord) => {
      const calculations = await journey.calculations.ofYear(landlord.id, declaredYear);
      const found = calculations.find(({ type }) => type === 'intent-to-finalise');
      if (!found) throw new Error('There is nothing to declare.');
      return declaring.agree(landlord, found);
    },
    prepare: async (landlord) => {
      await journey.addRent(landlord, '2025-06-01', '30,000.00');
      await declaring.sendYear(landlord);
      await declaring.figures(landlord);
    },
    isHeld: ({ nino }) =>
      journey.simulator.control.saveState().documents['final-declarations']?.[nino] !== undefined,
  };
}

/** Clicks, and works on what was clicked by hand as an engine would. */
export function createSender(journey: Journey, { click, prepare }: Sending) {
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
    const landlord = await journey.addConnected();
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
