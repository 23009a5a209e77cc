import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { choice, group, list, optional, type Out, text } from '../../shapes/shape.ts';

/** HMRC documents no codes of its own for Create Test User, so its general one stands for every form. */
export const wrongForm = 'INVALID_REQUEST';

/** Services that any test user but an agent may have; each makes the identifiers that belong to it. */
const servicesOfAll = [
  'national-insurance',
  'self-assessment',
  'mtd-income-tax',
  'mtd-vat',
  'customs-services',
  'goods-vehicle-movements',
  'import-control-system',
  'common-transit-convention-traders',
  'common-transit-convention-traders-legacy',
] as const;

const servicesOfOrganisations = [
  ...servicesOfAll,
  'corporation-tax',
  'paye-for-employers',
  'submit-vat-returns',
  'lisa',
  'secure-electronic-transfer',
  'relief-at-source',
  'safety-and-security',
  'excise-movement-control-system',
  'modernisation-of-authorisations',
  'pillar-2',
] as const;

/** A list of services may be empty: a user who is enrolled for nothing. */
const none = { min: 0 };
export const individualServices = list(choice(servicesOfAll, wrongForm), none);
export const organisationServices = list(choice(servicesOfOrganisations, wrongForm), none);
export const agentServices = list(choice(['agent-services'], wrongForm), none);

/** What HMRC's EORI numbers look like: GB and XI ones, and those of the EU. */
export const eoriForm = /^((GB|XI)\d{12,15}|[A-Z]{2}\d{1,15})$/;

const services = list(
  group({
    /** What `serviceNames` takes. */
    key: optional(text()),
    name: optional(text()),
    /** `INDIVIDUAL`, `ORGANISATION`, `AGENT`. */
    allowedUserTypes: optional(list(text())),
  }),
);
/** Services that test users can have. */
export type TestUserServices = Out<typeof services>;

/** An operation that is asked nothing in particular. */
export type NoParams = Record<string, never>;

/**
 * Create Test User 1.0, sandbox: services that a test user can be enrolled for. Takes an application's token.
 * @see Create Test User 1.0, HMRC, August 2026
 */
export const listTestUserServices: Operation<NoParams, TestUserServices> = {
  name: 'listTestUserServices',
  version: '1.0',
  method: 'GET',
  path: '/create-test-user/services',
  sandboxOnly: true,
  reads: reads(services),
};
