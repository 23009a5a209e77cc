import { type Submissions } from '../../domain/submissions/index.ts';

/** What the page of finance costs is made of. */
export interface FinanceCostPageDeps {
  submissions: Pick<Submissions, 'financeCosts'>;
}
