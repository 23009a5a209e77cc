import { type BusinessState } from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Link } from '../../ui/link.tsx';
import { finalisePath } from '../finalise/words.ts';
import { businessWords } from '../submissions/words.ts';

interface UnfinalisedProps {
  taxYear: string;
  /** The businesses of the year whose landlord has not said that their figures are final. */
  businesses: readonly BusinessState[];
}

/** Says before a year is declared which businesses are not finalised. HMRC takes the declaration all the same. */
export function Unfinalised({ taxYear, businesses }: UnfinalisedProps) {
  if (businesses.length === 0) return null;
  return (
    <>
      {businesses.map(({ businessId, typeOfBusiness, state }) => (
        <WarningText>
          Your {businessWords[typeOfBusiness]} business has not been finalised for {taxYear}:{' '}
          {stateWords[state]}.{' '}
          <Link href={finalisePath({ taxYear, businessId })}>
            Finalise the business
            <span class="govuk-visually-hidden">, {businessWords[typeOfBusiness]}</span>
          </Link>
        </WarningText>
      ))}
      <p class="govuk-body">
        HMRC takes the declaration without it. Then your bill is made of the figures as HMRC has them now.
      </p>
    </>
  );
}

const untouched = 'you have not said whether there is anything to adjust';

const stateWords = {
  'not-started': untouched,
  summary: untouched,
  sending: 'it is not known yet whether HMRC has taken your adjustments',
  adjusted: 'HMRC has your adjustments, and you have not confirmed that the figures are final',
  undone: 'something sent later has undone your adjustments, so HMRC’s figures are without them',
  finalised: '',
} as const satisfies Record<BusinessState['state'], string>;
