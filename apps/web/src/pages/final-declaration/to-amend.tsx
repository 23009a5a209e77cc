import { type DeclarationYear, isDeclared } from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Link } from '../../ui/link.tsx';
import { declarationPath } from './paths.ts';

type Year = Pick<DeclarationYear, 'taxYear' | 'declared' | 'declaredElsewhere' | 'isAmendable'>;

/** Whether figures that HMRC takes of a year now have its declaration amended. */
const isAmendedAfter = (year: Year): boolean => isDeclared(year) && year.isAmendable;

/** Said before figures are sent of a year that is declared; nothing of another, or where HMRC takes no amendment. */
export function AmendAfterwards({ year }: { year: Year }) {
  if (!isAmendedAfter(year)) return null;
  return (
    <InsetText>
      HMRC has your final declaration of {year.taxYear}. Sending this does not change it: once HMRC has taken
      this, <Link href={declarationPath(year.taxYear)}>amend the declaration</Link>.
    </InsetText>
  );
}

/** Said where HMRC has taken figures of a year after its declaration. */
export function ToBeAmended({ taxYear }: { taxYear: string }) {
  return (
    <InsetText>
      HMRC has taken figures of {taxYear} since your final declaration, so that is to be amended.{' '}
      <Link href={declarationPath(taxYear)}>Amend the declaration</Link>
    </InsetText>
  );
}
