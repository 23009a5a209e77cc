import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type Submissions,
  type SubmissionView,
  takenBeside,
  type TakenBeside,
  type UpdateAtHmrc,
} from '../../domain/submissions/index.ts';
import { parseTaxYear } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { ToBeAmended } from '../final-declaration/to-amend.tsx';
import { coveredAtHmrc } from './covered.tsx';
import { type SubmissionPageDeps } from './deps.ts';
import { kindOf, titleOf } from './kinds.ts';
import { LeftOut } from './left-out.tsx';
import { Processing } from './processing.tsx';
import { statusWords, submissionPath } from './words.ts';
import { ConnectButton } from '../connect-button.tsx';

type Sends = Awaited<ReturnType<Submissions['sends']>>;

export function submissionPage(app: Hono<AppEnv>, { connections, submissions }: SubmissionPageDeps): void {
  app.get('/submissions/:id', async (c) => {
    const { id } = signedInPerson(c);
    const submission = await submissions.one(id, c.req.param('id'));
    if (!submission) return c.html(<NotFound {...c.get('page')} />, 404);
    const isUpdate = submission.kind === 'quarterly-update';
    const taxYear = parseTaxYear(submission.taxYear);
    const [sends, connection, all, meets, year] = await Promise.all([
      submissions.sends(id, submission.id),
      connections.status(id),
      submissions.all(id),
      isUpdate ? submissions.meetsAtHmrc(id, submission) : null,
      taxYear ? submissions.declarations.year(id, taxYear) : null,
    ]);
    const beside = takenBeside(submission, all);
    const isToAmend = year?.takenSince.some((each) => each.id === submission.id) === true;
    return c.html(
      <SubmissionPage
        page={c.get('page')}
        {...{ submission, sends, connection, beside, meets, isToAmend }}
      />,
    );
  });
}

interface SubmissionPageProps {
  page: PageContext;
  submission: SubmissionView;
  sends: Sends;
  connection: ConnectionStatus;
  /** What HMRC took from here beside this one that it did not take. */
  beside: TakenBeside | null;
  /** What HMRC has that a quarterly update meets if it is sent again; null for other kinds. */
  meets: UpdateAtHmrc | null;
  /** Whether HMRC took it after the year's declaration, which is to be amended. */
  isToAmend: boolean;
}

function SubmissionPage(props: SubmissionPageProps) {
  const { page, submission, sends, connection, beside, meets, isToAmend } = props;
  const { latest, status } = submission;
  const messages = status === 'rejected' ? (latest.outcome?.messages ?? []) : [];
  const words = kindOf(submission);
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`${statusWords[status]}: ${titleOf(submission)}`}
      back={words.back}
      wide
      errors={words.errors(messages, submission)}
      scripts={status === 'processing' ? ['submission.js'] : []}
    >
      <span class="govuk-caption-l">{words.caption(submission)}</span>
      <h1 class="govuk-heading-l">{words.heading(submission)}</h1>
      {status === 'processing' ? (
        <Processing submission={submission} sends={sends} />
      ) : (
        <Ended {...{ submission, connection, beside, meets, isToAmend }} />
      )}
      <p class="govuk-body">
        <Link href={`${submissionPath(submission.id)}/receipt`}>Receipt</Link>
        {words.isOfTransactions &&
          ', with the transactions behind these figures as they stood when you clicked.'}
      </p>
      {words.figures(submission, messages)}
      <LeftOut submission={submission} sends={sends} />
      <Evidence submission={submission} sends={sends} />
    </Page>
  );
}

type EndedProps = Omit<SubmissionPageProps, 'page' | 'sends'>;

function Ended({ submission, connection, beside, meets, isToAmend }: EndedProps) {
  const { latest, status } = submission;
  const { outcome } = latest;
  const words = kindOf(submission);
  const covered = status === 'submitted' || !meets ? null : coveredAtHmrc(meets);
  const general = status === 'rejected' ? words.generalMessages(outcome?.messages ?? []) : [];
  return (
    <>
      <p class="govuk-body qd-status-line">
        <StatusTag status={statusWords[status]} />
      </p>
      {outcome && (
        <p class="govuk-body-l">
          {outcome.reconnect && connection === 'connected' && !covered
            ? connectedAgain(words.noun)
            : outcome.sentence}
        </p>
      )}
      {beside && !covered && <Beside beside={beside} />}
      {general.length > 0 && (
        <div id="hmrc-messages">
          <h2 class="govuk-heading-m">What HMRC said</h2>
          <ul class="govuk-list govuk-list--bullet">
            {general.map((message) => (
              <li>{message.message}</li>
            ))}
          </ul>
        </div>
      )}
      <SummaryList
        rows={[
          ...(latest.finishedAt
            ? [
                {
                  key: endedLabel(status, outcome?.readBack === true),
                  value: formatInstant(latest.finishedAt.toISOString()),
                },
              ]
            : []),
          { key: 'Started', value: formatInstant(latest.requestedAt.toISOString()) },
          ...(submission.dueDate ? [{ key: 'Due', value: formatDate(submission.dueDate) }] : []),
          {
            key: outcome?.readBack && !words.hasNoCopy ? 'HMRC’s reference for its copy' : 'HMRC’s reference',
            value: { text: latest.correlationId ?? 'None', classes: 'qd-reference' },
          },
        ]}
      />
      {isToAmend && <ToBeAmended taxYear={submission.taxYear} />}
      {covered ?? <Actions submission={submission} connection={connection} />}
    </>
  );
}

/** Says that what HMRC did not take has changed nothing, or that it has taken another since. */
function Beside({ beside: { taken, isSince } }: { beside: TakenBeside }) {
  const { noun } = kindOf(taken);
  const at = formatInstant(taken.latest.requestedAt.toISOString());
  const href = submissionPath(taken.id);
  return isSince ? (
    <p class="govuk-body">
      HMRC has taken <Link href={href}>another {noun}</Link> since, from {at}.
    </p>
  ) : (
    <p class="govuk-body">
      This {noun} changed nothing of what HMRC has. The one that it took from here before is{' '}
      <Link href={href}>
        the {noun} from {at}
      </Link>
      .
    </p>
  );
}

function endedLabel(status: SubmissionView['status'], readBack: boolean): string {
  if (status !== 'submitted') return 'Ended';
  return readBack ? 'Found at HMRC' : 'Received by HMRC';
}

const connectedAgain = (noun: string) =>
  `This ${noun} was stopped because the connection to HMRC was lost. You are connected again: choose “Resubmit”.`;

function Actions({ submission, connection }: Pick<EndedProps, 'submission' | 'connection'>) {
  const { latest, status, id } = submission;
  const words = kindOf(submission);
  const messages = latest.outcome?.messages ?? [];
  const reconnectFirst = latest.outcome?.reconnect === true && connection !== 'connected';
  if (status === 'submitted') {
    const next = words.next?.(submission);
    return next ? <Button href={next.href}>{next.text}</Button> : null;
  }
  return (
    <>
      {status === 'rejected' && words.generalMessages(messages).length < messages.length && words.correct}
      <div class="govuk-button-group">
        {reconnectFirst && <ConnectButton status={connection} />}
        <Button
          href={words.resubmitPath?.(submission) ?? `${submissionPath(id)}/resubmit`}
          {...(reconnectFirst ? { variant: 'secondary' } : {})}
        >
          Resubmit
        </Button>
      </div>
    </>
  );
}

function Evidence({ submission, sends }: { submission: SubmissionView; sends: Sends }) {
  if (sends.length === 0 && submission.attempts.length === 1) return null;
  return (
    <Details summaryText="Everything that was sent">
      {submission.attempts.map((attempt) => (
        <>
          <h3 class="govuk-heading-s">
            You chose “{attempt.number === 1 ? 'Submit' : 'Resubmit'}” on{' '}
            {formatInstant(attempt.requestedAt.toISOString())}: {statusWords[attempt.status]}
          </h3>
          {attempt.outcome && <p class="govuk-body">{attempt.outcome.sentence}</p>}
          {sends.filter((send) => send.attemptId === attempt.id).length === 0 && (
            <p class="govuk-body">Nothing was sent to HMRC.</p>
          )}
          {sends
            .filter((send) => send.attemptId === attempt.id)
            .map((send) => (
              <>
                <p class="govuk-body">
                  {formatInstant(send.sentAt.toISOString())}: {answerWords(send)}
                  {send.correlationId !== null && (
                    <>
                      {' '}
                      HMRC’s reference: <span class="qd-reference">{send.correlationId}</span>
                    </>
                  )}
                </p>
                {send.body === '' ? (
                  <p class="govuk-body">
                    HMRC takes no text with this: the address of the request says it all.
                  </p>
                ) : (
                  <pre class="qd-body" tabindex={0} aria-label="Exact text sent to HMRC">
                    {send.body}
                  </pre>
                )}
              </>
            ))}
        </>
      ))}
    </Details>
  );
}

function answerWords(send: Sends[number]): string {
  if (send.settledBy === 'not-sent') return 'it did not reach HMRC.';
  if (send.settledBy === 'sent-again') {
    return 'HMRC’s answer did not tell; sending it once more did.';
  }
  if (send.httpStatus === null) {
    return send.settledBy === 'hmrc-copy'
      ? 'HMRC’s answer was lost; its own copy was read instead.'
      : 'HMRC’s answer is not known yet.';
  }
  return `HMRC answered ${send.httpStatus}.`;
}
