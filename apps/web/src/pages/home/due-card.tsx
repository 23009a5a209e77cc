import { type UpdatePeriod } from '../../domain/submissions/index.ts';
import { lastDayToAmend, taxYearOf } from '../../domain/tax-year.ts';
import { daysLeft, formatDate } from '../../ui/format.ts';
import { StatCard } from '../../ui/stat-card.tsx';
import { declarationPath } from '../final-declaration/paths.ts';
import { daysUntil, opensOn, periodName, reviewPath } from '../submissions/words.ts';
import { yearPath } from '../years/paths.ts';

/** A final declaration that HMRC waits for, with HMRC's dates. */
export interface OpenDeclaration {
  periodEndDate: string;
  dueDate: string;
}

interface DueCardProps {
  /** The quarters as HMRC listed them; none until it has. */
  periods: readonly UpdatePeriod[];
  /** The quarters HMRC has no update for yet. */
  open: readonly UpdatePeriod[];
  declarations: readonly OpenDeclaration[];
  isConnected: boolean;
  today: string;
}

interface Deadline {
  name: string;
  dueDate: string;
  action: { href: string; text: string };
}

/** What is due next, or has been for longest, and HMRC still takes: an update or a final declaration. */
export function DueCard(props: DueCardProps) {
  const { periods, today } = props;
  // Of a year that HMRC closed nothing can be done about it.
  const isTaken = (of: { periodEndDate: string }) => today <= lastDayToAmend(taxYearOf(of.periodEndDate));
  const [open, declarations] = [props.open.filter(isTaken), props.declarations.filter(isTaken)];
  const deadlines = [
    ...open.map((period) => ofQuarter(period, today)),
    ...declarations.map((declaration) => ofDeclaration(declaration, props)),
  ].sort((a, b) => a.dueDate.localeCompare(b.dueDate));
  const [first] = deadlines;
  if (!first) return <NothingDue {...props} isTooLate={props.open.length + props.declarations.length > 0} />;
  const overdue = deadlines.filter(({ dueDate }) => dueDate < today);
  const what = declarations.some(({ dueDate }) => dueDate < today) ? 'deadlines' : 'quarters';
  const late = overdue.length > 1 ? `. ${overdue.length} ${what} are overdue` : '';
  const unlisted = periods.length === 0 ? `. ${noQuarters}` : '';
  return (
    <StatCard
      heading={overdue.length > 0 ? 'Overdue since' : 'Next deadline'}
      value={formatDate(first.dueDate)}
      note={`${first.name}, ${daysLeft(daysUntil(today, first.dueDate))}${late}${unlisted}`}
      action={first.action}
    />
  );
}

const noQuarters = 'HMRC lists no quarters for you';
const seeUpdates = { href: '/updates', text: 'See your updates' };

const ofQuarter = (period: UpdatePeriod, today: string): Deadline => ({
  name: periodName(period),
  dueDate: period.dueDate,
  action: opensOn(period) <= today ? { href: reviewPath(period), text: 'Review and submit' } : seeUpdates,
});

/** Without quarters it is not made here: the page of its year says so. */
function ofDeclaration(
  { periodEndDate, dueDate }: OpenDeclaration,
  { periods, today }: Pick<DueCardProps, 'periods' | 'today'>,
): Deadline {
  const taxYear = taxYearOf(periodEndDate);
  const canBeMade = today > periodEndDate && periods.some((each) => each.taxYear === taxYear);
  return {
    name: `Final declaration for ${taxYear}`,
    dueDate,
    action: canBeMade
      ? { href: declarationPath(taxYear), text: 'Go to the final declaration' }
      : { href: yearPath(taxYear), text: `See tax year ${taxYear}` },
  };
}

interface NothingDueProps extends Pick<DueCardProps, 'periods' | 'isConnected'> {
  /** HMRC lists something that it takes no more. */
  isTooLate: boolean;
}

function NothingDue({ periods, isConnected, isTooLate }: NothingDueProps) {
  const [value, note] =
    periods.length > 0
      ? [
          'Nothing is due',
          isTooLate
            ? 'What HMRC misses is of years that it takes no changes of any more'
            : 'HMRC has an update for every quarter it listed',
        ]
      : isConnected
        ? ['None known', noQuarters]
        : ['Not known yet', 'HMRC tells us once you are connected'];
  return <StatCard heading="Next deadline" value={value} note={note} action={seeUpdates} />;
}
