import { createSimulator } from '../../../packages/hmrc-simulator/src/index.ts';
import { testUsers } from '../../../packages/hmrc-simulator/src/state/test-users.ts';
import { connect, PASSWORD, token } from '../../../packages/hmrc-simulator/src/test/landlord.ts';
import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import type { WireAnswerSeen } from '../hmrc/check-answer.ts';
import { isObject } from '../hmrc/documents.ts';
import type { Random } from './random.ts';

/** Somebody the simulator knows, with the ids that the simulator has told of so far. */
export interface Person {
  nino: string;
  accessToken: string;
  businessIds: Readonly<Record<TypeOfBusiness, readonly string[]>>;
  /** Newest first. */
  seen: Map<string, SeenId[]>;
}

/** An id that the simulator has told of, and in answer to what: it fits a question about the same matter best. */
interface SeenId {
  id: string;
  about: string;
}

type TypeOfBusiness = 'uk-property' | 'foreign-property' | 'self-employment';

/** Has a business of every kind, and has been in Making Tax Digital for as long as the simulator thinks back. */
const ableOne = {
  userId: '100000000900',
  password: PASSWORD,
  name: 'Able One',
  life: 'Has a business of every kind',
  nino: 'NC270690A',
  mtdId: 'XAIT00000000900',
  itsaStatuses: ['2023-24', '2024-25', '2025-26', '2026-27'].map((taxYear) => ({
    taxYear,
    status: 'MTD Mandated' as const,
    statusReason: 'ITSA final declaration',
    submittedOn: `${taxYear.slice(0, 4)}-02-20T08:00:00.000Z`,
  })),
  businesses: (['uk-property', 'foreign-property', 'self-employment'] as const).map(
    (typeOfBusiness, index) => ({
      businessId: `XAIS0000000090${index}`,
      typeOfBusiness,
      commencementDate: '2018-05-01',
      latentTaxYears: [],
      ...(typeOfBusiness === 'self-employment' && { tradingName: 'Odd Jobs' }),
    }),
  ),
};

export interface Session {
  /** The instant it began at. */
  startAt: string;
  people: readonly Person[];
  /** The one who has a business of every kind. */
  able: Person;
  applicationToken: string;
  send(person: Person, request: WireRequest): Promise<WireAnswerSeen>;
  /** Lets some time go by, for work that HMRC does after its answer. */
  wait(): Promise<void>;
  close(): Promise<void>;
}

/** A simulator of its own in this process, at an instant, with its people signed in. */
export async function openSession(startAt: string): Promise<Session> {
  const simulator = await createSimulator({
    startAt,
    frozen: true,
    requestsPerSecond: 0,
    throttleTokenEndpoint: false,
    redirectUris: ['http://localhost:3000'],
  });
  const app = async (path: string, init?: RequestInit): Promise<Response> =>
    simulator.app.request(path, init);
  const people: Person[] = [];
  await simulator.control.addUser(ableOne);
  for (const { userId, nino, businesses = [] } of [ableOne, ...testUsers]) {
    const ofType = (type: TypeOfBusiness): string[] =>
      businesses.filter((one) => one.typeOfBusiness === type).map((one) => one.businessId);
    people.push({
      nino,
      accessToken: (await connect(app, userId)).access,
      businessIds: {
        'uk-property': ofType('uk-property'),
        'foreign-property': ofType('foreign-property'),
        'self-employment': ofType('self-employment'),
      },
      seen: new Map(),
    });
  }
  const application = await token(app, { grant_type: 'client_credentials' });
  const [able] = people;
  if (able === undefined) throw new Error('The simulator knows nobody.');
  return {
    startAt,
    people,
    able,
    applicationToken: application.body['access_token'] ?? '',
    send: async (person, { method, url, headers, body }) => {
      const init = { method, headers: { ...headers }, ...(body === null ? {} : { body }) };
      const response = await app(`${url.pathname}${url.search}`, init);
      const text = await response.text();
      if (response.ok && text !== '') remember(person, JSON.parse(text), `${url.pathname} ${body ?? ''}`);
      return { status: response.status, headers: response.headers, text };
    },
    wait: async () => {
      await simulator.control.advanceClock('PT30S');
    },
    close: () => simulator.close(),
  };
}

/** The one who can do most, most often. */
export function choosePerson({ able, people }: Session, random: Random): Person {
  return random.chance(0.7) ? able : random.pick(people);
}

const idNames =
  /^(businessId|propertyId|submissionId|calculationId|lossId|claimId|transactionId|checkpointId|chargeReference|id)$/;
const mostRemembered = 20;

function remember(person: Person, value: unknown, about: string): void {
  if (Array.isArray(value)) {
    for (const entry of value) remember(person, entry, about);
  }
  if (!isObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    if (typeof child === 'string' && idNames.test(name)) {
      const others = (person.seen.get(name) ?? []).filter(({ id }) => id !== child);
      person.seen.set(name, [{ id: child, about }, ...others].slice(0, mostRemembered));
    } else {
      remember(person, child, about);
    }
  }
}

/** The ids that came of questions about the same matter: API, kind of property and tax year. */
function fittingIds(seen: readonly SeenId[], path: string, taxYear: unknown): string[] {
  const year = typeof taxYear === 'string' ? taxYear.slice(0, 4) : '';
  const signs = [
    path.split('/').slice(0, 4).join('/').replace(/\{.*/, ''),
    /(uk|foreign)-property/.exec(path)?.[0] ?? '',
    year === '' ? '' : `${year}-`,
  ];
  const scoreOf = ({ about }: SeenId): number => signs.filter((sign) => about.includes(sign)).length;
  const best = Math.max(...seen.map(scoreOf));
  return seen.filter((one) => scoreOf(one) === best).map(({ id }) => id);
}

/** Makes anybody's parameters a person's own, with ids that the simulator knows more often than not. */
export function asPerson(person: Person, params: object, path: string, random: Random): object {
  const taxYear = 'taxYear' in params ? params.taxYear : undefined;
  const replace = (value: unknown, taken: Set<string>): unknown => {
    if (Array.isArray(value)) {
      const takenHere = new Set<string>();
      return value.map((entry) => replace(entry, takenHere));
    }
    if (!isObject(value)) return value;
    const type = typeIn(value, path);
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [
        name,
        ownValue(person, name, child, { type, path, taxYear, taken }, random) ?? replace(child, taken),
      ]),
    );
  };
  // An object is given back as one.
  return { ...(replace(params, new Set()) as object), ...('nino' in params ? { nino: person.nino } : {}) };
}

/** The kind of business that is meant beside its id, or by the path. */
function typeIn(value: Record<string, unknown>, path: string): TypeOfBusiness {
  const type = value['typeOfBusiness'] ?? value['typeOfLoss'];
  const named = typeof type === 'string' ? type : '';
  if (named.startsWith('foreign') || /\/foreign(-property)?\//.test(path)) return 'foreign-property';
  const isOfTrade = /\/(periods-of-account|late-accounting-date-rule-election)/.test(path);
  return named.startsWith('self-employment') || isOfTrade ? 'self-employment' : 'uk-property';
}

/** What an id is about. */
interface Place {
  type: TypeOfBusiness;
  path: string;
  taxYear: unknown;
  /** Ids that other entries of the same list have already: each is there once. */
  taken: Set<string>;
}

function ownValue(
  { businessIds, seen }: Person,
  name: string,
  value: unknown,
  { type, path, taxYear, taken }: Place,
  random: Random,
): string | undefined {
  if (typeof value !== 'string' || !idNames.test(name) || random.chance(0.1)) return undefined;
  const known = (seen.get(name) ?? []).filter(({ id }) => !taken.has(id));
  const ids =
    name === 'businessId' ? businessIds[type] : known.length === 0 ? [] : fittingIds(known, path, taxYear);
  const [newest] = ids;
  if (newest === undefined) return undefined;
  const id = random.chance(0.5) ? newest : random.pick(ids);
  taken.add(id);
  return id;
}
