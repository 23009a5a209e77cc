import { type Child } from 'hono/jsx';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type FinaliseView } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { describesDevice, DeviceFields } from '../device.tsx';
import { declarationPath } from '../final-declaration/paths.ts';
import { submissionPath } from '../submissions/words.ts';
import { ConfirmForm, type ConfirmAnswers } from './confirm-form.tsx';
import { Adjustments, isSameAsRecords, SummaryBesideRecords, Totals } from './figures.tsx';
import { adjustmentsPath, finalisePath, sendAgain } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

interface StageProps {
  view: FinaliseView;
  status: ConnectionStatus;
  answers?: ConfirmAnswers | undefined;
}

/** What can be done now, or what it waits for. */
export function Stage(props: StageProps) {
  const { view } = props;
  switch (view.state) {
    case 'sending':
      return (
        <InsetText>
          Your adjustments are with HMRC.{' '}
          {view.latest && <Link href={submissionPath(view.latest.id)}>See how it is going</Link>}
        </InsetText>
      );
    case 'not-started':
      return <NotStarted {...props} />;
    case 'summary':
      return <SummaryStage {...props} />;
    case 'undone':
      return <Undone {...props} />;
    case 'adjusted':
    case 'finalised':
      return <Adjusted {...props} />;
  }
}

interface AskProps extends Pick<StageProps, 'view' | 'status'> {
  then: 'summary' | 'look' | 'nothing';
  isSecondary?: boolean;
  children: Child;
}

/** A button that asks HMRC, or the way to a connection; nothing once HMRC takes no changes. */
function Ask({ view, status, then, isSecondary = false, children }: AskProps) {
  if (view.isClosed) {
    return (
      <InsetText>
        HMRC takes no changes of this tax year any more: the last day was {formatDate(view.lastDay)}.
      </InsetText>
    );
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>first: HMRC has to be asked.</ConnectFirst>;
  }
  return (
    <form method="post" action={finalisePath(view)} {...describesDevice}>
      <DeviceFields />
      <Button name="then" value={then} preventDoubleClick {...(isSecondary ? { variant: 'secondary' } : {})}>
        {children}
      </Button>
    </form>
  );
}

function NotStarted({ view, status }: StageProps) {
  if (!view.isOver) return <InsetText>HMRC makes its summary once the tax year is over.</InsetText>;
  return (
    <>
      {view.openQuarters.length > 0 && (
        <InsetText>
          HMRC makes its summary once it has the updates of all four quarters. It has none yet for the
          quarters to {view.openQuarters.map(({ periodEndDate }) => formatDate(periodEndDate)).join(', ')}.{' '}
          <Link href="/updates">See your updates</Link>
        </InsetText>
      )}
      <p class="govuk-body">
        Send everything else first, your annual summary too: whatever is sent later undoes adjustments.
      </p>
      <Ask view={view} status={status} then="summary">
        Get HMRC’s summary
      </Ask>
    </>
  );
}

function SummaryStage({ view, status }: StageProps) {
  if (!view.summary) {
    return (
      <>
        <p class="govuk-body">HMRC may need some seconds to make its summary.</p>
        <Ask view={view} status={status} then="look">
          See whether it is there
        </Ask>
      </>
    );
  }
  if (view.isOutdated) {
    return (
      <>
        <WarningText>
          HMRC has newer figures than this summary was made from, so it can’t be adjusted any more. Get a new
          one. What you entered is kept.
        </WarningText>
        <Ask view={view} status={status} then="summary">
          Get a new summary
        </Ask>
      </>
    );
  }
  return <FreshSummary view={view} status={status} />;
}

function FreshSummary({ view, status }: StageProps) {
  return (
    <>
      {view.taken && (
        <InsetText>
          HMRC took <Link href={submissionPath(view.taken.id)}>adjustments to an older summary</Link>. This
          one is made from what you submitted, without them: adjust it, and these take their place.
        </InsetText>
      )}
      <SummaryBesideRecords view={view} />
      {!isSameAsRecords(view) && (
        <InsetText>
          HMRC’s figures and your records differ. If your records are right, {sendAgain(view.taxYear)} and
          then get a new summary. An adjustment is for what the year’s end asks for, not for what an update
          can put right.
        </InsetText>
      )}
      <h2 class="govuk-heading-m">Is there anything to adjust?</h2>
      {view.isClosed ? null : <Button href={adjustmentsPath(view)}>Make adjustments</Button>}
      <Ask view={view} status={status} then="nothing" isSecondary>
        There is nothing to adjust
      </Ask>
      <NewSummary view={view} status={status} />
    </>
  );
}

function Undone({ view, status }: StageProps) {
  const { undoing, taken } = view;
  return (
    <>
      <WarningText>A later update has undone these adjustments</WarningText>
      <p class="govuk-body">
        {undoing?.by === 'hmrc'
          ? `By HMRC’s list of ${formatInstant(undoing.at.toISOString())} the summary they were made to counts no longer, because figures were sent after it.`
          : undoing &&
            `HMRC took an update or an annual summary on ${formatInstant(undoing.at.toISOString())}, after these adjustments, and drops adjustments then.`}{' '}
        Get a new summary, look at its figures, and send your adjustments again. They are kept below and in
        the form.
      </p>
      <Ask view={view} status={status} then="summary">
        Get a new summary
      </Ask>
      {taken && <Adjustments figures={taken.figures} />}
    </>
  );
}

function Adjusted({ view, status, answers }: StageProps) {
  const { taken, summary, state } = view;
  return (
    <>
      {state === 'finalised' && (
        <InsetText>
          These figures are final. If you send an update or an annual summary again, the adjustments are
          undone and you come back here. Next comes{' '}
          <Link href={declarationPath(view.taxYear)}>the final declaration</Link>.
        </InsetText>
      )}
      {taken && <Adjustments figures={taken.figures} />}
      {summary && <Totals summary={summary} />}
      {state === 'adjusted' &&
        (status === 'connected' ? (
          <ConfirmForm view={view} answers={answers} />
        ) : (
          <Ask view={view} status={status} then="look">
            Ask HMRC
          </Ask>
        ))}
      <p class="govuk-body">{countsWords(view)}</p>
      {status === 'connected' && (
        <Ask view={view} status={status} then="look" isSecondary>
          See whether HMRC still counts them
        </Ask>
      )}
      <NewSummary view={view} status={status} />
    </>
  );
}

/** What HMRC's list said of the summary when it was last looked at. */
function countsWords({ listed, listedAt, calculationId }: FinaliseView): string {
  const own = listed.find((each) => each.calculationId === calculationId);
  if (!listedAt || !own) return 'HMRC was not asked yet whether it still counts these adjustments.';
  const at = formatInstant(listedAt.toISOString());
  return own.status === 'valid'
    ? `On ${at} HMRC still counted these adjustments.`
    : `On ${at} HMRC had a newer summary, which was not made here. Get a new one and look at its figures.`;
}

/** Another summary takes the place of this one, for whoever has something to change. */
function NewSummary({ view, status }: StageProps) {
  if (status !== 'connected' || view.isClosed) return null;
  return (
    <Details summaryText="Start again with a new summary">
      <p class="govuk-body">
        HMRC makes another summary of what it has now. The one above can’t be adjusted then any more; what you
        entered is kept in the form.
      </p>
      <Ask view={view} status={status} then="summary" isSecondary>
        Get a new summary
      </Ask>
    </Details>
  );
}
