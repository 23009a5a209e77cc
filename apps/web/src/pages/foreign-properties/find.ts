import { type BusinessYear } from '../../domain/submissions/index.ts';
import { type AppContext, signedInPerson } from '../env.ts';
import { type ForeignPropertiesDeps } from './deps.ts';

/** Whose list of HMRC's an address names; null where there is no such one of theirs. */
export async function findNamed(
  c: AppContext,
  { submissions }: Pick<ForeignPropertiesDeps, 'submissions'>,
): Promise<{ ownerId: string; of: BusinessYear } | null> {
  const ownerId = signedInPerson(c).id;
  const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
  const of = await submissions.foreignRegistrations.find(ownerId, named);
  return of && { ownerId, of };
}
