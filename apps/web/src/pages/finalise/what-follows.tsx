import {
  type BusinessState,
  type DeclarationYear,
  type Submissions,
} from '../../domain/submissions/index.ts';
import { type TaxYear } from '../../domain/tax-year.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Link } from '../../ui/link.tsx';
import { AmendAfterwards } from '../final-declaration/to-amend.tsx';
import { finalisePath } from './words.ts';

/** What an update or an annual summary meets at the end of its year. */
export interface YearEnd {
  year: DeclarationYear;
  /** How far its business is finalised; null for one that can't be. */
  business: BusinessState | null;
}

export async function readYearEnd(
  { adjustments, declarations }: Pick<Submissions, 'adjustments' | 'declarations'>,
  ownerId: string,
  { businessId, taxYear }: { businessId: string; taxYear: TaxYear },
): Promise<YearEnd> {
  const [year, states] = await Promise.all([
    declarations.year(ownerId, taxYear),
    adjustments.states(ownerId, taxYear),
  ]);
  return { year, business: states.find((each) => each.businessId === businessId) ?? null };
}

/** Said before an update or an annual summary is sent: what it undoes, and what is to be done after it. */
export function WhatFollows({ yearEnd: { year, business } }: { yearEnd: YearEnd }) {
  const undone = business && undoes[business.state];
  return (
    <>
      {business && undone && (
        <WarningText>
          {undone} Once HMRC has taken this,{' '}
          <Link href={finalisePath({ ...business, taxYear: year.taxYear })}>finalise the business again</Link>
          .
        </WarningText>
      )}
      <AmendAfterwards year={year} />
    </>
  );
}

/** HMRC drops adjustments once it takes an update or an annual summary after them. */
const undoes: Partial<Record<BusinessState['state'], string>> = {
  adjusted:
    'HMRC has your adjustments to its summary of this business, or your word that there are none. Sending this undoes that.',
  finalised:
    'You have confirmed that the figures of this business are final. Sending this undoes that, and what was adjusted.',
};
