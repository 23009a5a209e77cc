import { createSimulator } from '../../../packages/hmrc-simulator/src/index.ts';
import { testUsers } from '../../../packages/hmrc-simulator/src/state/test-users.ts';
import { connect, token } from '../../../packages/hmrc-simulator/src/test/landlord.ts';
import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import type { WireAnswerSeen } from '../hmrc/check-answer.ts';
import { isObject } from '../hmrc/documents.ts';
import type { Random } from './random.ts';

/** Somebody the simulator knows, with the ids that the simulator has told of so far. */
export interface Person {
  nino: string;
  accessToken: string;
  ukBusinessIds: readonly string[];
  foreignBusinessIds: readonly string[];
  seen: Map<string, string[]>;
}

export interface Session {
  people: readonly Person[];
  applicationToken: string;
  send(person: Person, request: WireRequest): Promise<WireAnswerSeen>;
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
  for (const { userId, nino, businesses = [] } of testUsers) {
    const ofType = (type: string): string[] =>
      businesses.filter((one) => one.typeOfBusiness === type).map((one) => one.businessId);
    people.push({
      nino,
      accessToken: (await connect(app, userId)).access,
      ukBusinessIds: ofType('uk-property'),
      foreignBusinessIds: ofType('foreign-property'),
      seen: new Map(),
    });
  }
  const application = await token(app, { grant_type: 'client_credentials' });
  return {
    people,
    applicationToken: application.body['access_token'] ?? '',
    send: async (person, { method, url, headers, body }) => {
      const init = { method, headers: { ...headers }, ...(body === null ? {} : { body }) };
      const response = await app(`${url.pathname}${url.search}`, init);
      const text = await response.text();
      if (response.ok && text !== '') remember(person, JSON.parse(text));
      return { status: response.status, headers: response.headers, text };
    },
    close: () => simulator.close(),
  };
}

/** Those who can do most, most often. */
export function choosePerson({ people }: Session, random: Random): Person {
  const able = people.filter((one) => one.ukBusinessIds.length > 0 && one.foreignBusinessIds.length > 0);
  return random.pick(able.length > 0 && random.chance(0.7) ? able : people);
}

const idNames =
  /^(businessId|propertyId|submissionId|calculationId|lossId|claimId|transactionId|checkpointId|chargeReference|id)$/;
const mostRemembered = 20;

function remember(person: Person, value: unknown): void {
  if (Array.isArray(value))
    value.forEach((entry: unknown) => {
      remember(person, entry);
    });
  if (!isObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    if (typeof child === 'string' && idNames.test(name)) {
      const ids = person.seen.get(name) ?? [];
      person.seen.set(name, [child, ...ids.filter((id) => id !== child)].slice(0, mostRemembered));
    } else {
      remember(person, child);
    }
  }
}

/** Makes anybody's parameters a person's own, with ids that the simulator knows more often than not. */
export function asPerson(person: Person, params: object, isForeign: boolean, random: Random): object {
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (!isObject(value)) return value;
    const type = value['typeOfBusiness'] ?? value['typeOfLoss'];
    const wantsForeign = typeof type === 'string' ? type.startsWith('foreign') : isForeign;
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [
        name,
        ownValue(person, name, child, wantsForeign, random) ?? replace(child),
      ]),
    );
  };
  // An object is given back as one.
  return { ...(replace(params) as object), ...('nino' in params ? { nino: person.nino } : {}) };
}

function ownValue(
  person: Person,
  name: string,
  value: unknown,
  wantsForeign: boolean,
  random: Random,
): string | undefined {
  if (typeof value !== 'string' || !idNames.test(name) || random.chance(0.1)) return undefined;
  const ids =
    name === 'businessId'
      ? wantsForeign
        ? person.foreignBusinessIds
        : person.ukBusinessIds
      : (person.seen.get(name) ?? []);
  return ids.length === 0 ? undefined : random.pick(ids);
}
