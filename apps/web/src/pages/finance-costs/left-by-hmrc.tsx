import { type BroughtForwardView } from '../../domain/submissions/index.ts';
import { countryName } from '../../domain/records/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { calculationPath } from '../calculations/paths.ts';
import { sourceWords } from './words.ts';

/** What HMRC's calculation of the year before leaves, and where to find it where none is held. */
export function LeftByHmrc({ view }: { view: BroughtForwardView }) {
  const { left } = view;
  if (!left) {
    return (
      <p class="govuk-body">
        Quarterday has no calculation of the tax year before from HMRC. Take the amount from the tax return or
        HMRC’s calculation of that year: it is what was left of your residential finance costs after relief.
      </p>
    );
  }
  return (
    <InsetText>
      <p class="govuk-body">
        {sourceWords(left)} leaves {formatPence(left.pence)} of residential finance costs for later years.{' '}
        <Link href={calculationPath({ taxYear: left.taxYear, id: left.calculation })}>
          See the calculation
        </Link>
      </p>
      <Abroad view={view} />
      {left.finality === 'estimate' && left.pence > 0 && (
        <p class="govuk-body">
          What you send of {left.taxYear} can still change it. So it is not filled in below: enter it if you
          want to use it now, and change it once you have declared {left.taxYear}.
        </p>
      )}
    </InsetText>
  );
}

/** HMRC's amounts by country; of several properties in one it tells the sum alone. */
function Abroad({ view: { left, places } }: { view: BroughtForwardView }) {
  const told = (left?.amounts ?? []).flatMap(({ countryCode, pence }) =>
    countryCode === null || !places.some(({ property }) => property) ? [] : [{ countryCode, pence }],
  );
  return (
    <>
      {told.map(({ countryCode, pence }) => {
        const own = places.filter((place) => place.countryCode === countryCode);
        return (
          <p class="govuk-body">
            {countryName(countryCode)}: {formatPence(pence)}
            {own.length > 1 && ', which is for you to share among your properties there'}
            {own.length === 0 && ', but you have no property there this year that HMRC takes figures of'}.
          </p>
        );
      })}
    </>
  );
}
