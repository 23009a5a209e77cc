import { type AnnualYear } from '../../domain/submissions/index.ts';
import { type AppContext, signedInPerson } from '../env.ts';
import { type AnnualPageDeps } from './deps.ts';

/** The address of a year's annual summary, before what follows. */
export const annualRoute = '/years/:taxYear/annual-summary/:businessId';

/** Whose annual summary of which business and year an address names; null where there is no such one of theirs. */
export async function findNamed(
  c: AppContext,
  { submissions }: Pick<AnnualPageDeps, 'submissions'>,
): Promise<{ ownerId: string; of: AnnualYear } | null> {
  const ownerId = signedInPerson(c).id;
  const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
  const of = await submissions.annual.find(ownerId, named);
  return of && { ownerId, of };
}
