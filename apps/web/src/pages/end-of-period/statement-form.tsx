import { randomUUID } from 'node:crypto';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type StatementView, statementWording } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Checkboxes } from '../../ui/components/checkboxes.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { submissionPath } from '../submissions/words.ts';
import { statementPath } from './paths.ts';
import { ConnectFirst } from '../connect-button.tsx';

interface StatementFormProps {
  view: StatementView;
  status: ConnectionStatus;
  errorMessage: string | undefined;
}

/** The declaration and the button that sends the statement, or why there is none. */
export function StatementForm({ view, status, errorMessage }: StatementFormProps) {
  const { latest, standing, accountingPeriod } = view;
  if (latest?.status === 'processing' && latest.latest.waitingFor === 'untold') {
    return (
      <InsetText>
        We do not know whether HMRC has your statement, and HMRC does not tell us.{' '}
        <Link href={submissionPath(latest.id)}>See what you can do</Link>
      </InsetText>
    );
  }
  if (latest?.status === 'processing') {
    return (
      <InsetText>
        Your statement is with HMRC. <Link href={submissionPath(latest.id)}>See how it is going</Link>
      </InsetText>
    );
  }
  if (latest?.status === 'submitted') {
    return (
      <InsetText>
        HMRC has your statement. <Link href={submissionPath(latest.id)}>See your statement</Link>
      </InsetText>
    );
  }
  if (view.isDoneElsewhere) {
    return (
      <InsetText>
        HMRC has a statement for this accounting period that was not sent from here. There is nothing left to
        send.
      </InsetText>
    );
  }
  if (standing === 'year-not-over') {
    return (
      <InsetText>
        HMRC takes the statement once the accounting period is over, after {formatDate(accountingPeriod.end)}.
      </InsetText>
    );
  }
  if (standing === 'closed') {
    return (
      <InsetText>
        HMRC took statements for this accounting period until {formatDate(view.lastDay)}. If something must
        change, please contact HMRC.
      </InsetText>
    );
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to send the statement.</ConnectFirst>;
  }
  return (
    <form method="post" action={statementPath(view)} {...describesDevice}>
      <h2 class="govuk-heading-m">Declaration</h2>
      <p class="govuk-body">
        Quarterday knows only what was sent from here. Make sure that HMRC has everything of this year before
        you agree.
      </p>
      <InsetText>{statementWording}</InsetText>
      <input type="hidden" name="attempt" value={randomUUID()} />
      <Checkboxes
        name="agree"
        {...(errorMessage === undefined ? {} : { errorMessage: { text: errorMessage } })}
        items={[{ value: 'yes', text: 'I have read this declaration and agree to it' }]}
      />
      <DeviceFields />
      <Button preventDoubleClick>{latest ? 'Resubmit' : 'Submit'}</Button>
    </form>
  );
}
