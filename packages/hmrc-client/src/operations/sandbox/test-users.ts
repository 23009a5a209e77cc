import { content, type Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { date, group, type In, optional, type Out, required, text } from '../../shapes/shape.ts';
import {
  agentServices,
  eoriForm,
  individualServices,
  organisationServices,
  wrongForm,
} from './test-user-services.ts';

const eoriNumber = text(eoriForm, wrongForm);
const nino = text(/^[A-Z]{2}\d{6}[A-D]$/, wrongForm);

const individual = group({
  serviceNames: required(individualServices),
  eoriNumber: optional(eoriNumber),
  /** With `national-insurance` or `mtd-income-tax` alone. */
  nino: optional(nino),
});
/** A person to be made up. Landlords want `mtd-income-tax`; an empty list makes a person enrolled for nothing. */
export type NewTestIndividual = In<typeof individual>;

const organisation = group({
  serviceNames: required(organisationServices),
  eoriNumber: optional(eoriNumber),
  exciseNumber: optional(text(/^[A-Z]{2}[A-Za-z0-9]{11}$/, wrongForm)),
  nino: optional(nino),
  /** `Individual` or `Partnership`. */
  taxPayerType: optional(text()),
  pillar2Id: optional(text()),
});
/** An organisation to make up. */
export type NewTestOrganisation = In<typeof organisation>;

const agent = group({ serviceNames: required(agentServices) });
/** An agent to make up. */
export type NewTestAgent = In<typeof agent>;

/** How the test user signs in at HMRC's sandbox. The password opens nothing anywhere else. */
const account = {
  userId: required(text()),
  password: required(text()),
  userFullName: required(text()),
  emailAddress: required(text()),
};
const address = group({ line1: required(text()), line2: required(text()), postcode: required(text()) });
const person = group({
  firstName: required(text()),
  lastName: required(text()),
  dateOfBirth: required(date()),
  address: required(address),
});
const taxIds = {
  saUtr: optional(text()),
  nino: optional(text()),
  mtdItId: optional(text()),
  eoriNumber: optional(text()),
  vrn: optional(text()),
  vatRegistrationDate: optional(date()),
};

const testIndividual = group({ ...account, individualDetails: required(person), ...taxIds });
/** A person who was made up, and how they sign in at HMRC's sandbox. */
export type TestIndividual = Out<typeof testIndividual>;

const testOrganisation = group({
  ...account,
  organisationDetails: required(group({ name: required(text()), address: required(address) })),
  individualDetails: optional(person),
  ...taxIds,
  empRef: optional(text()),
  ctUtr: optional(text()),
  crn: optional(text()),
  lisaManagerReferenceNumber: optional(text()),
  secureElectronicTransferReferenceNumber: optional(text()),
  pensionSchemeAdministratorIdentifier: optional(text()),
  exciseNumber: optional(text()),
  taxPayerType: optional(text()),
  pillar2Id: optional(text()),
});
/** An organisation that was made up, and how its people sign in at HMRC's sandbox. */
export type TestOrganisation = Out<typeof testOrganisation>;

const testAgent = group({ ...account, agentServicesAccountNumber: optional(text()) });
/** An agent who was made up, and how they sign in at HMRC's sandbox. */
export type TestAgent = Out<typeof testAgent>;

/**
 * Create Test User 1.0, sandbox: a person. 201. Takes an application's token; unused users go after three months.
 * @see Create Test User 1.0, HMRC, August 2026
 */
export const createTestIndividual: Operation<{ individual: NewTestIndividual }, TestIndividual> = {
  name: 'createTestIndividual',
  version: '1.0',
  method: 'POST',
  path: '/create-test-user/individuals',
  sandboxOnly: true,
  body: (params) => content(individual, params.individual),
  reads: reads(testIndividual),
};

/**
 * Create Test User 1.0, sandbox: an organisation. 201. Takes an application's token.
 * @see Create Test User 1.0, HMRC, August 2026
 */
export const createTestOrganisation: Operation<{ organisation: NewTestOrganisation }, TestOrganisation> = {
  name: 'createTestOrganisation',
  version: '1.0',
  method: 'POST',
  path: '/create-test-user/organisations',
  sandboxOnly: true,
  body: (params) => content(organisation, params.organisation),
  reads: reads(testOrganisation),
};

/**
 * Create Test User 1.0, sandbox: an agent. 201. Takes an application's token.
 * @see Create Test User 1.0, HMRC, August 2026
 */
export const createTestAgent: Operation<{ agent: NewTestAgent }, TestAgent> = {
  name: 'createTestAgent',
  version: '1.0',
  method: 'POST',
  path: '/create-test-user/agents',
  sandboxOnly: true,
  body: (params) => content(agent, params.agent),
  reads: reads(testAgent),
};
