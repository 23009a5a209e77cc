export const individualServices = [
  'national-insurance',
  'self-assessment',
  'mtd-income-tax',
  'customs-services',
  'goods-vehicle-movements',
  'import-control-system',
  'mtd-vat',
  'common-transit-convention-traders',
  'common-transit-convention-traders-legacy',
] as const;

export const organisationServices = [
  'corporation-tax',
  'paye-for-employers',
  'submit-vat-returns',
  'national-insurance',
  'self-assessment',
  'mtd-income-tax',
  'mtd-vat',
  'lisa',
  'secure-electronic-transfer',
  'relief-at-source',
  'customs-services',
  'goods-vehicle-movements',
  'import-control-system',
  'safety-and-security',
  'common-transit-convention-traders',
  'common-transit-convention-traders-legacy',
  'excise-movement-control-system',
  'modernisation-of-authorisations',
  'pillar-2',
] as const;

const forIndividuals = new Set<string>(individualServices);
const forOrganisations = new Set<string>(organisationServices);

/** All services, each with the kinds of user that can have it. */
export const services = [...new Set([...individualServices, ...organisationServices, 'agent-services'])].map(
  (key) => ({
    key,
    name: key
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' '),
    allowedUserTypes: [
      ...(forIndividuals.has(key) ? ['INDIVIDUAL'] : []),
      ...(forOrganisations.has(key) ? ['ORGANISATION'] : []),
      ...(key === 'agent-services' ? ['AGENT'] : []),
    ],
  }),
);
