import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type BusinessAccounting,
  type BusinessState,
  type DeclarationYear,
  isDeclared,
} from '../../domain/submissions/index.ts';
import { type TaxYear } from '../../domain/tax-year.ts';
import { type CalculationPageDeps } from '../calculations/deps.ts';

/** How a year stands before it is declared or amended, and what to speak of then. */
export interface BeforeDeclaring {
  year: DeclarationYear;
  status: ConnectionStatus;
  /** What HMRC had the landlord down as when they connected. */
  itsaStatus: string | null;
  /** Property businesses of which HMRC has listed no quarter of the year, though of others it has. */
  unlisted: readonly BusinessState[];
  /** How accounts of each business of the year are kept; of none in years that HMRC takes no word on. */
  accounts: readonly BusinessAccounting[];
  /** The businesses whose landlord has not said that their figures are final. */
  unfinalised: readonly BusinessState[];
  /** The businesses of which it is not confirmed how accounts are kept. */
  unconfirmed: readonly BusinessAccounting[];
}

/** Reads all that is looked at before a year is declared. */
export async function readBefore(
  { submissions, connections }: Pick<CalculationPageDeps, 'submissions' | 'connections'>,
  ownerId: string,
  taxYear: TaxYear,
): Promise<BeforeDeclaring> {
  const [year, { status, itsaStatus }, states, accounting] = await Promise.all([
    submissions.declarations.year(ownerId, taxYear),
    connections.view(ownerId),
    submissions.adjustments.states(ownerId, taxYear),
    submissions.annual.accountingTypes(ownerId, taxYear),
  ]);
  const isOfYear = ({ businessId }: { businessId: string }) => year.businessIds.includes(businessId);
  // Nothing is warned of where nothing can be declared: not yet, or not any more.
  const isToDeclare = year.isOver && (isDeclared(year) ? year.isAmendable : !year.isClosed);
  const accounts = accounting.filter(isOfYear);
  return {
    year,
    status,
    itsaStatus,
    unlisted: year.isUnknown || year.isClosed ? [] : states.filter((each) => !isOfYear(each)),
    accounts,
    unfinalised: isToDeclare ? states.filter((each) => each.state !== 'finalised' && isOfYear(each)) : [],
    unconfirmed: isToDeclare ? accounts.filter((each) => !each.isConfirmed) : [],
  };
}
