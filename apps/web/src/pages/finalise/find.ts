import { type PropertyYear } from '../../domain/submissions/index.ts';
import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { type AppContext, signedInPerson } from '../env.ts';

/** The address of finalising a business, before what follows. */
export const finaliseRoute = '/years/:taxYear/finalise/:businessId';

/** Whose business and which year an address names; null where there is no such one of theirs. */
export async function findNamed(
  c: AppContext,
  { submissions }: Pick<AnnualPageDeps, 'submissions'>,
): Promise<{ ownerId: string; of: PropertyYear } | null> {
  const ownerId = signedInPerson(c).id;
  const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
  const of = await submissions.adjustments.find(ownerId, named);
  return of && { ownerId, of };
}
