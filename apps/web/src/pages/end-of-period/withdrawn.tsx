import { type StatementView } from '../../domain/submissions/index.ts';
import { Link } from '../../ui/link.tsx';
import { declarationPath } from '../final-declaration/paths.ts';
import { finalisePath } from '../finalise/words.ts';

type WithdrawnProps = Pick<StatementView, 'taxYear' | 'businessId' | 'standing' | 'canBeFinalised'>;

/** That HMRC has withdrawn the statement, and what takes its place. */
export function Withdrawn({ taxYear, businessId, standing, canBeFinalised }: WithdrawnProps) {
  return (
    <>
      <p class="govuk-body-l">
        {standing === 'no-such-year'
          ? `There is no End of Period Statement for ${taxYear}: HMRC has withdrawn it.`
          : 'HMRC has withdrawn the End of Period Statement, for this tax year too. It cannot be sent any more.'}
      </p>
      <p class="govuk-body">
        It told HMRC that the figures of one business for one accounting period were complete. You need not
        send anything in its place.
      </p>
      <h2 class="govuk-heading-m">What takes its place</h2>
      <ul class="govuk-list govuk-list--bullet">
        {standing === 'no-such-year' && (
          <li>
            {canBeFinalised ? (
              <Link href={finalisePath({ taxYear, businessId })}>finalising your property business</Link>
            ) : (
              'finalising your property business'
            )}
            : accounting adjustments if there are any, and that its figures are complete
          </li>
        )}
        <li>
          the <Link href={declarationPath(taxYear)}>final declaration for {taxYear}</Link>, which covers
          everything that HMRC has for the tax year
        </li>
      </ul>
    </>
  );
}
