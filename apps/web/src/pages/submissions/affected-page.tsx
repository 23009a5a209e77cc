import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type AffectedUpdate,
  canBeResubmitted,
  isForeign,
  type RequestRefusal,
  type SubmissionView,
  wasStopped,
} from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { type SubmissionPageDeps } from './deps.ts';
import { UpdateFiguresTables } from './figures.tsx';
import { kindOf } from './kinds.ts';
import { ResubmitForm } from './resubmit-page.tsx';
import { RefusalWords } from './refusal-words.tsx';
import { readSubmitAllClick, SubmitAllForm } from './submit-form.tsx';
import { periodName, statusWords, submissionPath, waitWords } from './words.ts';

const path = '/updates/affected';

/** What a dead connection stopped, in one list, each with what it would send. Nothing is sent without a click. */
export function affectedPage(app: Hono<AppEnv>, deps: SubmissionPageDeps): void {
  const { connections, submissions } = deps;

  async function show(c: AppContext, refusals: ReadonlyMap<string, RequestRefusal> = new Map()) {
    const { id } = signedInPerson(c);
    const [affected, all, status] = await Promise.all([
      submissions.affected(id),
      submissions.all(id),
      connections.status(id),
    ]);
    return c.html(
      <AffectedPage
        page={c.get('page')}
        affected={affected}
        others={all.filter((each) => each.kind !== 'quarterly-update' && wasStopped(each))}
        underWay={all.filter((each) => each.status === 'processing')}
        // What can't be shown among the others any more is named all the same.
        gone={all.filter(
          (each) => refusals.has(each.id) && !affected.some(({ submission }) => submission.id === each.id),
        )}
        refusals={refusals}
        status={status}
        done={c.req.query('done')}
      />,
      refusals.size > 0 ? 409 : 200,
    );
  }

  app.get(path, (c) => show(c));

  app.post(path, async (c) => {
    const refusals = await submissions.resubmitAll(await readSubmitAllClick(c, deps));
    return refusals.size > 0 ? show(c, refusals) : c.redirect(`${path}?done=resubmitted`, 303);
  });
}

interface AffectedPageProps {
  page: PageContext;
  affected: readonly AffectedUpdate[];
  /** What was stopped that is no quarterly update. */
  others: readonly SubmissionView[];
  /** Submissions that are with HMRC, or that HMRC is being asked about. */
  underWay: readonly SubmissionView[];
  gone: readonly SubmissionView[];
  /** Why "Resubmit all" did not send some, by the submission's id. */
  refusals: ReadonlyMap<string, RequestRefusal>;
  status: ConnectionStatus;
  done: string | undefined;
}

function AffectedPage(props: AffectedPageProps) {
  const { page, affected, others, underWay, gone, refusals, status, done } = props;
  const nothing = [affected, others, underWay, gone].every((list) => list.length === 0);
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title="What was stopped"
      back={{ href: '/updates', text: 'Quarterly updates' }}
      wide
      {...flashOf(done, { status, isUnderWay: underWay.length > 0 })}
    >
      {refusals.size > 0 && (
        <WarningText>
          {refusals.size === 1 ? 'One update was' : `${refusals.size} updates were`} not resubmitted. The
          reason stands beside each. Whatever else you chose is under way.
        </WarningText>
      )}
      <h1 class="govuk-heading-l">What was stopped while you were not connected</h1>
      {nothing && (
        <>
          <p class="govuk-body">Nothing was stopped. You can carry on where you were.</p>
          <Button href="/updates">Go to your updates</Button>
        </>
      )}
      {underWay.map((submission) => (
        <p class="govuk-body">
          <StatusTag status="Processing" /> Your {kindOf(submission).noun} for{' '}
          <Link href={submissionPath(submission.id)}>{kindOf(submission).heading(submission)}</Link>:{' '}
          {waitWords(submission) ?? 'it is on its way to HMRC'}.
        </p>
      ))}
      {others.map((submission) => (
        <p class="govuk-body">
          <StatusTag status={statusWords[submission.status]} /> Your {kindOf(submission).noun} for{' '}
          <Link href={submissionPath(submission.id)}>{kindOf(submission).heading(submission)}</Link> was
          stopped. Nothing of it is lost: you can resubmit it from there.
        </p>
      ))}
      {gone.map((submission) => (
        <Refused update={submission} refusal={refusals.get(submission.id)} />
      ))}
      {affected.length > 0 && (
        <p class="govuk-body">
          Nothing is sent until you choose “Resubmit”
          {affected.length > 1 && ', or “Resubmit all” at the end of the page'}. These are the figures that
          would go.
        </p>
      )}
      {affected.map((update) => (
        <Affected update={update} status={status} refusal={refusals.get(update.submission.id)} />
      ))}
      <ResubmitAll affected={affected} status={status} />
    </Page>
  );
}

/** Said only where it is so, since anybody can write an address. */
function flashOf(
  done: string | undefined,
  { status, isUnderWay }: { status: ConnectionStatus; isUnderWay: boolean },
): Pick<Parameters<typeof Page>[0], 'flash'> {
  if (done === 'reconnected' && status === 'connected') {
    return { flash: { kind: 'success', text: 'Your HMRC account is connected again.' } };
  }
  if (done === 'resubmitted' && isUnderWay) {
    return { flash: { kind: 'success', text: 'What you resubmitted is on its way to HMRC.' } };
  }
  return {};
}

interface AffectedProps {
  update: AffectedUpdate;
  status: ConnectionStatus;
  refusal: RequestRefusal | undefined;
}

function Affected({ update, status, refusal }: AffectedProps) {
  const { submission } = update;
  return (
    <section class="qd-section" aria-labelledby={`affected-${submission.id}`}>
      <h2 class="govuk-heading-m" id={`affected-${submission.id}`}>
        <Link href={submissionPath(submission.id)}>{periodName(submission)}</Link>
        {isForeign(update.figures) && ', foreign property'}{' '}
        <StatusTag status={statusWords[submission.status]} />
      </h2>
      {refusal && <RefusalWords refusal={refusal} />}
      {update.changed && (
        <WarningText>
          Your records changed since this update was stopped. The figures as they are now stand beside those
          of that time.
        </WarningText>
      )}
      <UpdateFiguresTables
        figures={update.figures}
        previous={update.changed ? submission.latest.figures : undefined}
        previousHeading="As it was"
        leadsToRecords
        idPrefix={submission.id}
      />
      <WayOn update={update} status={status} refusal={refusal} />
    </section>
  );
}

/** The button, or why there is none. */
function WayOn({ update, status, refusal }: AffectedProps) {
  const { inFlight, heldBy } = update;
  if (inFlight) return <InFlight update={update} inFlight={inFlight} />;
  if (heldBy) {
    return (
      <InsetText>
        Your update for{' '}
        <a class="govuk-link" href={`#affected-${heldBy.id}`}>
          {periodName(heldBy)}
        </a>{' '}
        is of the same tax year and was stopped too. It holds these figures as well, so that one is all you
        need to resubmit.
      </InsetText>
    );
  }
  const idPrefix = `replace-${update.submission.id}`;
  return <ResubmitForm preview={update} status={status} refusal={refusal} idPrefix={idPrefix} />;
}

function InFlight({ update, inFlight }: { update: AffectedUpdate; inFlight: SubmissionView }) {
  const isLater = inFlight.periodEndDate > update.submission.periodEndDate;
  return (
    <InsetText>
      <Link href={submissionPath(inFlight.id)}>Your update for {periodName(inFlight)}</Link> is with HMRC now.{' '}
      {isLater
        ? 'It holds these figures too: once HMRC has taken it, there is nothing to send for this quarter.'
        : 'HMRC takes one update of a tax year at a time: once its answer is known, you can resubmit this one.'}
    </InsetText>
  );
}

/** An update that "Resubmit all" could not send and that is not among the stopped ones any more. */
function Refused({ update, refusal }: { update: SubmissionView; refusal: RequestRefusal | undefined }) {
  return (
    <section class="qd-section" aria-labelledby={`refused-${update.id}`}>
      <h2 class="govuk-heading-m" id={`refused-${update.id}`}>
        <Link href={submissionPath(update.id)}>{periodName(update)}</Link>{' '}
        <StatusTag status={statusWords[update.status]} />
      </h2>
      {refusal && <RefusalWords refusal={refusal} />}
    </section>
  );
}

/**
 * One click for the whole list. Of a business's tax year it sends the latest quarter alone: each update is the year to date, so
 * it holds the earlier ones, HMRC takes none that ends before one it has, and one at a time may be in flight.
 */
function ResubmitAll({ affected, status }: Pick<AffectedPageProps, 'affected' | 'status'>) {
  const sent = affected.filter(canBeResubmitted);
  if (affected.length < 2 || sent.length === 0 || status !== 'connected') return null;
  const held = affected.filter(({ heldBy, inFlight }) => heldBy !== null && inFlight === null).length;
  return (
    <section class="qd-section" aria-labelledby="resubmit-all">
      <h2 class="govuk-heading-m" id="resubmit-all">
        Resubmit all
      </h2>
      <p class="govuk-body">
        This resubmits {sent.length === 1 ? 'your update' : `${sent.length} updates`} with the figures above:{' '}
        {sent.map(({ submission }) => periodName(submission)).join('; ')}.
        {held > 0 &&
          ` ${held === 1 ? 'The earlier one' : `The ${held} earlier ones`} of the same tax year need not be sent: a later one holds the same figures.`}
      </p>
      <SubmitAllForm
        action={path}
        updates={sent.map(({ submission, fingerprint }) => ({ submissionId: submission.id, fingerprint }))}
      >
        Resubmit all
      </SubmitAllForm>
    </section>
  );
}
