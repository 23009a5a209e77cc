import { type Calculations } from '../../domain/calculations/index.ts';
import { type AnnualPageDeps } from '../annual-summary/deps.ts';

/** What the pages of losses are made of. */
export interface LossPageDeps extends AnnualPageDeps {
  calculations: Pick<Calculations, 'ofYear'>;
}
