import { type BroughtForwardState, type CarriedForward } from '../../domain/submissions/index.ts';
import { formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { countryName } from '../../domain/records/index.ts';
import { calculationPath } from '../calculations/paths.ts';
import { businessWords } from '../submissions/words.ts';
import { financeCostsPath } from './paths.ts';
import { sourceWords } from './words.ts';

/** The finance costs that a tax year leaves, where the amount comes from, and the way to use it in the next year. */
export function FinanceCostsCarried({ carried }: { carried: CarriedForward }) {
  const { left, into, isListed, businesses } = carried;
  const sum = left.amounts.reduce((total, { pence }) => total + pence, 0);
  return (
    <>
      <p class="govuk-body">
        Residential finance costs carried forward into {into}: <strong>{formatPence(sum)}</strong>
        {left.amounts.some(({ countryCode }) => countryCode !== null) && ` (${placesOf(left.amounts)})`}.{' '}
        {sourceWords(left)} says so.{' '}
        <Link href={calculationPath({ taxYear: left.taxYear, id: left.calculation })}>
          See the calculation
        </Link>
      </p>
      {businesses.map((business) => (
        <p class="govuk-body">
          <Use of={business} />
        </p>
      ))}
      {!isListed && (
        <p class="govuk-body">
          Once HMRC has listed the quarters of {into}, you can bring them forward into its updates.
        </p>
      )}
    </>
  );
}

const placesOf = (amounts: CarriedForward['left']['amounts']): string =>
  amounts
    .map(
      ({ countryCode, pence }) =>
        `${countryCode === null ? 'UK' : countryName(countryCode)} ${formatPence(pence)}`,
    )
    .join(', ');

function Use({ of }: { of: BroughtForwardState }) {
  const { kept, taxYear, typeOfBusiness } = of;
  const business = businessWords[typeOfBusiness];
  if (!kept) {
    return (
      <Link href={financeCostsPath(of)}>
        Bring finance costs forward into {taxYear}, {business}
      </Link>
    );
  }
  return (
    <>
      You bring {formatPence(kept.pence)} forward into {taxYear}, {business}.{' '}
      <Link
        href={financeCostsPath(of)}
        visuallyHiddenText={`what you bring forward into ${taxYear}, ${business}`}
      >
        Change
      </Link>
    </>
  );
}
