import { z } from 'zod';
import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { userSchema } from '../state/schema.ts';
import { makeIdentity, newNino, NINO_SERVICES, type Identity } from './create-test-user-identity.ts';
import { individualServices, organisationServices, services } from './create-test-user-services.ts';
import type { AnyCall, Operation } from './operation.ts';

const path = '/create-test-user';
const eoriNumber = z.string().min(3).max(17).optional();
const nino = z.string().optional();
const eachOnce = (services: readonly string[]): boolean => new Set(services).size === services.length;
const servicesOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.array(z.enum(names)).refine(eachOnce);
/** HMRC makes a user without any service where there is no body. */
const bodies = {
  individual: z.object({ serviceNames: servicesOf(individualServices), eoriNumber, nino }),
  organisation: z.object({
    serviceNames: servicesOf(organisationServices),
    eoriNumber,
    exciseNumber: z
      .string()
      .regex(/^[A-Z]{2}[a-zA-Z0-9]{11}$/)
      .optional(),
    nino,
    taxPayerType: z.string().optional(),
    pillar2Id: z.string().optional(),
  }),
  agent: z.object({ serviceNames: servicesOf(['agent-services']) }),
};

/** Create Test User 1.0: people who can really sign in here. HMRC's file documents no refusals. */
export const createTestUser: readonly Operation[] = [
  {
    name: 'create-test-individual',
    method: 'POST',
    path: `${path}/individuals`,
    version: '1.0',
    scope: 'application',
    codes: [],
    handle: (call) => {
      const body = readBody(call, bodies.individual);
      if (!body) return refuse({ code: 'INVALID_REQUEST' });
      return createPerson(call, body, ({ individualDetails }) => ({ individualDetails }));
    },
  },
  {
    name: 'create-test-organisation',
    method: 'POST',
    path: `${path}/organisations`,
    version: '1.0',
    scope: 'application',
    codes: [],
    handle: (call) => {
      const body = readBody(call, bodies.organisation);
      if (!body) return refuse({ code: 'INVALID_REQUEST' });
      return createPerson(call, body, ({ individualDetails }) => ({
        organisationDetails: {
          name: `${individualDetails.lastName} Lettings`,
          address: individualDetails.address,
        },
        individualDetails,
      }));
    },
  },
  {
    name: 'create-test-agent',
    method: 'POST',
    path: `${path}/agents`,
    version: '1.0',
    scope: 'application',
    codes: [],
    handle: (call) => {
      const body = readBody(call, bodies.agent);
      if (!body) return refuse({ code: 'INVALID_REQUEST' });
      // There are no agents here, so nobody can sign in with this.
      const { userId, password, userFullName, emailAddress, digits } = makeIdentity(call.core);
      const agent = body.serviceNames.includes('agent-services')
        ? { agentServicesAccountNumber: `AARN${digits.slice(0, 7)}` }
        : {};
      return { status: 201, body: { userId, password, userFullName, emailAddress, ...agent } };
    },
  },
  {
    name: 'list-test-user-services',
    method: 'GET',
    path: `${path}/services`,
    version: '1.0',
    scope: 'application',
    codes: [],
    handle: () => ({ status: 200, body: services }),
  },
];

interface PersonBody {
  serviceNames: readonly string[];
  eoriNumber?: string | undefined;
  nino?: string | undefined;
}

function createPerson(call: AnyCall, body: PersonBody, detailsOf: (identity: Identity) => object): Answer {
  const { core } = call;
  const has = (service: string) => body.serviceNames.includes(service);
  const identity = makeIdentity(core);
  const ninoOfUser = newNino(core, body.nino);
  // A NINO that is none, or somebody's already.
  if (ninoOfUser === undefined) return refuse({ code: 'INVALID_REQUEST' });
  const { userId, password, userFullName, emailAddress, digits } = identity;
  const mtdItId = has('mtd-income-tax') ? `XAIT0000${digits.slice(0, 7)}` : undefined;
  const user = userSchema.parse({
    userId,
    password,
    name: userFullName,
    life: mtdItId === undefined ? 'Created by the API, not signed up for MTD' : 'Created by the API',
    nino: ninoOfUser,
    mtdId: mtdItId ?? null,
  });
  core.store.set('users', user.nino, user);
  return {
    status: 201,
    body: {
      userId,
      password,
      userFullName,
      emailAddress,
      ...detailsOf(identity),
      ...((has('self-assessment') || has('mtd-income-tax')) && { saUtr: digits.slice(0, 10) }),
      ...(NINO_SERVICES.some(has) && { nino: user.nino }),
      ...(mtdItId !== undefined && { mtdItId }),
      ...(has('mtd-vat') && { vrn: digits.slice(0, 9), vatRegistrationDate: '2019-04-01' }),
      ...(body.eoriNumber !== undefined && { eoriNumber: body.eoriNumber }),
    },
  };
}

function readBody<Body>({ bodyText }: AnyCall, schema: z.ZodType<Body>): Body | undefined {
  const text = bodyText.trim() === '' ? '{"serviceNames":[]}' : bodyText;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // not JSON
  }
}
