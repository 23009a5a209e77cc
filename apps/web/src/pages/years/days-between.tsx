import { type BusinessDaysBetween, type DaysBetween } from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { finalisePath } from '../finalise/words.ts';
import { countOf } from '../records/notices.ts';
import { ledgerPath } from '../records/index.ts';
import { businessWords } from '../submissions/words.ts';

/** Warns of transactions that are in no update, since the quarters of two years leave days between them. */
export function DaysBetweenQuarters({ days }: { days: readonly BusinessDaysBetween[] }) {
  return (
    <>
      {days.map((each) => (
        <WarningText>
          <TransactionsLink days={each} /> of your {businessWords[each.typeOfBusiness]} business from{' '}
          {formatDate(each.from)} to {formatDate(each.to)} {each.transactions === 1 ? 'is' : 'are'} in no
          update: the calendar quarters before ended, and the quarters after begin on the 6th. These days
          belong to tax year {each.taxYear}. Add them to it by an adjustment when you{' '}
          <Link href={finalisePath(each)}>finalise {each.taxYear}</Link>, or ask HMRC how to report them.
        </WarningText>
      ))}
    </>
  );
}

/** Which transactions they are. */
export function TransactionsLink({ days: { from, to, transactions } }: { days: DaysBetween }) {
  return <Link href={ledgerPath({ from, to })}>{countOf(transactions, 'transaction')}</Link>;
}
