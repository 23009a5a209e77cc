import { type ConnectionView, expectsQuarters } from '../../domain/connections/index.ts';
import { type YearTasks } from '../../domain/years/index.ts';
import { Link } from '../../ui/link.tsx';
import { NoQuarters } from './without-quarters.tsx';

interface NothingListedProps {
  tasks: YearTasks;
  connection: Pick<ConnectionView, 'status' | 'itsaStatus'>;
}

/** Whether HMRC wants a return of this year and no updates, which is not made here. */
export const isReturnElsewhere = ({ tasks, connection }: NothingListedProps): boolean =>
  !tasks.isClosed && tasks.businesses.length === 0 && !expectsQuarters(connection.itsaStatus);

/** That HMRC listed no quarter of the year, and what that means. */
export function NothingListed({ tasks, connection }: NothingListedProps) {
  const { status, itsaStatus } = connection;
  if (itsaStatus !== null && isReturnElsewhere({ tasks, connection })) {
    const { taxYear, finalDeclaration } = tasks;
    return <NoQuarters {...{ taxYear, itsaStatus }} dueDate={finalDeclaration.dueDate} />;
  }
  if (tasks.isClosed) return <p class="govuk-body">HMRC has listed no quarter of this tax year for you.</p>;
  return (
    <p class="govuk-body">
      {status === 'connected' ? (
        <>
          HMRC has listed no quarter of this tax year for you.{' '}
          <Link href="/updates">Check the dates with HMRC</Link>
        </>
      ) : (
        <>
          HMRC’s dates come once your account is connected.{' '}
          <Link href="/settings/hmrc-connection">Go to HMRC Connection</Link>
        </>
      )}
    </p>
  );
}
