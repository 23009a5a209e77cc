import {
  atHmrc,
  missingBefore,
  type SubmissionView,
  type UpdatePeriod,
} from '../../domain/submissions/index.ts';
import { Table } from '../../ui/components/table.tsx';
import { daysLeft, formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import {
  daysUntil,
  opensOn,
  periodName,
  reviewPath,
  statusWords,
  submissionPath,
  waitWords,
} from './words.ts';

interface YearTableProps {
  caption: string;
  periods: readonly UpdatePeriod[];
  submissions: readonly SubmissionView[];
  today: string;
}

/** The quarters of a business's tax year: when each is due, where it stands, and what can be done. */
export function YearTable({ caption, periods, submissions, today }: YearTableProps) {
  return (
    <Table
      caption={caption}
      captionClasses="govuk-table__caption--m"
      stacked
      head={[
        { text: 'Quarter', classes: 'govuk-!-width-one-third' },
        'Due',
        { text: 'Where it stands', classes: 'govuk-!-width-one-quarter' },
        { text: 'Next', classes: 'govuk-!-width-one-quarter' },
      ]}
      firstCellIsHeader
      rows={periods.map((period) => {
        const earlier = missingBefore(period, periods, submissions);
        const row = { ...standingOf(period, periods, submissions), period, today, earlier };
        return [
          periodName(period),
          { text: <Due {...row} /> },
          { text: <Standing {...row} /> },
          { text: <Next {...row} /> },
        ];
      })}
    />
  );
}

interface RowProps {
  period: UpdatePeriod;
  today: string;
  /** The quarter's own update, if there is one. */
  own: SubmissionView | undefined;
  /** The update of a later quarter that HMRC took, which holds this one's figures too. */
  later: SubmissionView | null;
  /** True where HMRC has a later quarter from other software, which holds this one's figures too. */
  isHeldElsewhere: boolean;
  /** A quarter before it that HMRC wants first. */
  earlier: UpdatePeriod | null;
}

function standingOf(
  period: UpdatePeriod,
  periods: readonly UpdatePeriod[],
  submissions: readonly SubmissionView[],
) {
  const { coveredBy, coveredElsewhere } = atHmrc(period, periods, submissions);
  return {
    own: submissions.find(
      (each) => each.businessId === period.businessId && each.periodEndDate === period.periodEndDate,
    ),
    later: coveredBy,
    isHeldElsewhere: coveredElsewhere !== null,
  };
}

function Due({ period, today, own, later }: RowProps) {
  if (period.status === 'fulfilled' || later || own?.status === 'submitted') {
    return <>{formatDate(period.dueDate)}</>;
  }
  return (
    <>
      {formatDate(period.dueDate)}
      <br />
      <span class="qd-note">{daysLeft(daysUntil(today, period.dueDate))}</span>
    </>
  );
}

function Standing({ period, own, later }: RowProps) {
  if (own && (own.status === 'submitted' || !later)) {
    const link = (
      <Link href={submissionPath(own.id)}>
        <StatusTag status={statusWords[own.status]} />
        <span class="govuk-visually-hidden"> {periodName(period)}</span>
      </Link>
    );
    return waitWords(own) === null ? (
      link
    ) : (
      <>
        {link}
        <br />
        <span class="qd-note">{waitWords(own)}</span>
      </>
    );
  }
  if (later) {
    return <Link href={submissionPath(later.id)}>In your update to {formatDate(later.periodEndDate)}</Link>;
  }
  if (period.status === 'fulfilled') {
    const on = period.receivedDate === null ? '' : ` on ${formatDate(period.receivedDate)}`;
    return <>Received by HMRC{on}</>;
  }
  return <>Not sent yet</>;
}

function Next({ period, today, own, later, isHeldElsewhere, earlier }: RowProps) {
  if (today < opensOn(period)) return <>Can be sent from {formatDate(opensOn(period))}</>;
  if (own?.status === 'processing') {
    return <Link href={submissionPath(own.id)}>See how it is going</Link>;
  }
  if (later || isHeldElsewhere) return <>Nothing to do</>;
  if (earlier) return <>After the quarter before it</>;
  const again = own !== undefined || period.status === 'fulfilled';
  return (
    <Link href={reviewPath(period)} visuallyHiddenText={periodName(period)}>
      {again ? 'Review and send again' : 'Review and submit'}
    </Link>
  );
}
