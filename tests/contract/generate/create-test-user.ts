import type { Body, Generator } from './generator.ts';

/** Each service once. */
function servicesOnce(body: Body): Body {
  const services = body['serviceNames'];
  return Array.isArray(services) ? { ...body, serviceNames: [...new Set<unknown>(services)] } : body;
}

export const createTestUser: Readonly<Record<string, Generator>> = {
  createTestIndividual: { tidy: servicesOnce },
  createTestOrganisation: { tidy: servicesOnce },
  createTestAgent: { tidy: servicesOnce },
};
