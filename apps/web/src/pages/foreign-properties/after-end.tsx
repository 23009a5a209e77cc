import { type IncomeAfterEnd } from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatPence } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { ledgerPath } from '../records/index.ts';
import { foreignPropertiesPath } from './paths.ts';

interface AfterEndProps {
  income: readonly IncomeAfterEnd[];
  of: { businessId: string; taxYear: string };
}

/** Asks before an update is sent whether income after a property's end is right. */
export function AfterEnd({ income, of }: AfterEndProps) {
  return (
    <>
      {income.map(({ property, endDate, from, to, incomePence }) => (
        <WarningText>
          This update holds{' '}
          <Link href={ledgerPath({ propertyId: property.id, from, to })}>
            {formatPence(incomePence)} of income of {property.name}
          </Link>{' '}
          dated after {formatDate(endDate)}, the day on which it ended by HMRC’s list. If it was paid late, it
          is right as it is. If not, correct the records, or{' '}
          <Link href={foreignPropertiesPath(of)}>change the end at HMRC</Link>.
        </WarningText>
      ))}
    </>
  );
}
