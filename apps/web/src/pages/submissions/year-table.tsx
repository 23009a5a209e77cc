import {
  atHmrc,
  missingBefore,
  type SubmissionView,
  type UpdatePeriod,
} from '../../domain/submissions/index.ts';
import { lastDayToAmend } from '../../domain/tax-year.ts';
import { Table } from '../../ui/components/table.tsx';
import { daysLeft, formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import {
  daysUntil,
  type NotTakenName,
  notTakenWords,
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
  /** The quarter's own update: the newest, if there is one. */
  own: SubmissionView | undefined;
  /** The quarter's own update that HMRC took, if there is one. */
  taken: SubmissionView | undefined;
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
  const own = submissions.filter(
    (each) => each.businessId === period.businessId && each.periodEndDate === period.periodEndDate,
  );
  return {
    own: own[0],
    taken: own.find(({ status }) => status === 'submitted'),
    later: coveredBy,
    isHeldElsewhere: coveredElsewhere !== null,
  };
}

function Due({ period, today, taken, later }: RowProps) {
  if (period.status === 'fulfilled' || later || taken) {
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

function Standing({ period, own, taken, later }: RowProps) {
  if (own?.status === 'processing') return <Status of={own} />;
  if (taken) {
    return (
      <>
        <Status of={taken} />
        <NotTaken name="A newer one" newest={own} />
      </>
    );
  }
  if (later) {
    return <Link href={submissionPath(later.id)}>In your update to {formatDate(later.periodEndDate)}</Link>;
  }
  if (period.status === 'fulfilled') {
    const on = period.receivedDate === null ? '' : ` on ${formatDate(period.receivedDate)}`;
    return (
      <>
        Received by HMRC{on}
        <NotTaken name="One from here" newest={own} />
      </>
    );
  }
  return own ? <Status of={own} /> : <>Not sent yet</>;
}

/** An update's status, leading to it. */
function Status({ of }: { of: SubmissionView }) {
  const wait = waitWords(of);
  return (
    <>
      <Link href={submissionPath(of.id)}>
        <StatusTag status={statusWords[of.status]} />
        <span class="govuk-visually-hidden"> {periodName(of)}</span>
      </Link>
      {wait !== null && (
        <>
          <br />
          <span class="qd-note">{wait}</span>
        </>
      )}
    </>
  );
}

/** The newest update from here, where HMRC has another one and did not take this. */
function NotTaken({ name, newest }: { name: NotTakenName; newest: SubmissionView | undefined }) {
  if (newest?.status !== 'failed' && newest?.status !== 'rejected') return null;
  return (
    <>
      <br />
      <Link href={submissionPath(newest.id)} visuallyHiddenText={`for ${periodName(newest)}`}>
        {notTakenWords(name, newest.status)}
      </Link>
    </>
  );
}

function Next({ period, today, own, later, isHeldElsewhere, earlier }: RowProps) {
  if (today < opensOn(period)) return <>Can be sent from {formatDate(opensOn(period))}</>;
  if (own?.status === 'processing') {
    return <Link href={submissionPath(own.id)}>See how it is going</Link>;
  }
  if (today > lastDayToAmend(period.taxYear)) {
    return <>HMRC takes no changes any more</>;
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
