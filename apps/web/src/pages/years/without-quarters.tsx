import { type TaxYear } from '../../domain/tax-year.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { businessName } from './words.ts';

interface NoQuartersProps {
  taxYear: TaxYear;
  /** What HMRC had the landlord down as when they connected. */
  itsaStatus: string;
  /** When the return is due, by HMRC's list; a calendar date. */
  dueDate: string | null;
}

/** Told where HMRC expects no quarterly updates of the landlord: the return is owed, and not made here. */
export function NoQuarters({ taxYear, itsaStatus, dueDate }: NoQuartersProps) {
  return (
    <InsetText>
      <p class="govuk-body">
        HMRC asks for no quarterly updates of you: when you connected, it had you down as “{itsaStatus}”. Your
        tax return for {taxYear} is due all the same,{' '}
        {dueDate === null ? 'usually on 31 January after the tax year' : `on ${formatDate(dueDate)}`}.
      </p>
      <p class="govuk-body">
        Quarterday makes a return out of quarterly updates, so it can’t make this one. Send it through HMRC’s
        online account, or with other software that sends your figures once a year. Here you can keep your
        records, and{' '}
        <Link href={`/receipts/export?year=${taxYear}`}>take those of {taxYear} out as files</Link> for it. If
        HMRC has changed your status since, <Link href="/updates">check the dates with HMRC</Link>.
      </p>
    </InsetText>
  );
}

/** Told of businesses without quarters beside others that have some. */
export function UnlistedBusinesses({
  taxYear,
  businesses,
}: {
  taxYear: TaxYear;
  businesses: readonly { businessId: string; typeOfBusiness: string }[];
}) {
  return (
    <>
      {businesses.map(({ typeOfBusiness }) => (
        <InsetText>
          {businessName(typeOfBusiness)}: HMRC has listed no quarter of {taxYear} for this business. A new
          business may report once a year at first. Quarterday sends nothing of it then; if it had income in{' '}
          {taxYear}, add that through HMRC’s online account or with other software before you make the final
          declaration.
        </InsetText>
      ))}
    </>
  );
}
