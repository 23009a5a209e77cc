import { type Submissions } from '../../domain/submissions/index.ts';

/** What the page of Rent a Room relief is made of. */
export interface RentARoomPageDeps {
  submissions: Pick<Submissions, 'rentARoom'>;
}
