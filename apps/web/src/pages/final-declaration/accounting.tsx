import { type BusinessAccounting } from '../../domain/submissions/index.ts';
import { type TaxYear } from '../../domain/tax-year.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Link } from '../../ui/link.tsx';
import { accountingTypePath } from '../annual-summary/way-back.ts';
import { accountingTypeWords } from '../annual-summary/words.ts';
import { businessWords } from '../submissions/words.ts';

interface AccountingProps {
  taxYear: TaxYear;
  businesses: readonly BusinessAccounting[];
}

/** How accounts are kept, business by business, with the way to where that is confirmed. */
export function Accounting({ taxYear, businesses, isClosed }: AccountingProps & { isClosed: boolean }) {
  const isOnly = businesses.length === 1;
  return (
    <>
      {businesses.map(({ businessId, typeOfBusiness, atHmrc, isConfirmed }) => (
        <div>
          {!isOnly && `${capitalised(businessWords[typeOfBusiness])}: `}
          {isConfirmed && atHmrc !== null
            ? `${accountingTypeWords[atHmrc]}, confirmed. `
            : isClosed
              ? 'Was not confirmed. '
              : 'Not confirmed yet. '}
          {!isClosed && (
            <Link href={accountingTypePath({ taxYear, businessId }, 'declaration')}>
              {isConfirmed ? 'Change' : 'Confirm'}
              <span class="govuk-visually-hidden">
                {' '}
                how you keep your accounts, {businessWords[typeOfBusiness]}
              </span>
            </Link>
          )}
        </div>
      ))}
    </>
  );
}

/** Says before a year is declared of which businesses it is not confirmed how accounts are kept. */
export function Unconfirmed({ taxYear, businesses }: AccountingProps) {
  return (
    <>
      {businesses.map(({ businessId, typeOfBusiness }) => (
        <WarningText>
          You have not confirmed how you keep your accounts for your {businessWords[typeOfBusiness]} business
          in {taxYear}. The figures must be made up in the way that HMRC has on record.{' '}
          <Link href={accountingTypePath({ taxYear, businessId }, 'declaration')}>
            Confirm how you keep your accounts
            <span class="govuk-visually-hidden">, {businessWords[typeOfBusiness]}</span>
          </Link>
        </WarningText>
      ))}
    </>
  );
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
