import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type ResubmitPreview, type SubmissionView } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { type SubmissionPageDeps } from './deps.ts';
import { UpdateFiguresTables } from './figures.tsx';
import { ResubmitForm } from './resubmit-page.tsx';
import { periodName, statusWords, submissionPath } from './words.ts';

/** What a dead connection stopped, in one list, each with what it would send. */
export function affectedPage(app: Hono<AppEnv>, { connections, submissions }: SubmissionPageDeps): void {
  app.get('/updates/affected', async (c) => {
    const { id } = signedInPerson(c);
    const [affected, all, status] = await Promise.all([
      submissions.affected(id),
      submissions.list(id),
      connections.status(id),
    ]);
    return c.html(
      <AffectedPage
        page={c.get('page')}
        affected={affected}
        asked={all.filter((each) => each.status === 'processing' && each.latest.waitingFor !== null)}
        status={status}
        reconnected={c.req.query('done') === 'reconnected'}
      />,
    );
  });
}

interface AffectedPageProps {
  page: PageContext;
  affected: readonly ResubmitPreview[];
  /** Submissions that HMRC is being asked about. */
  asked: readonly SubmissionView[];
  status: ConnectionStatus;
  reconnected: boolean;
}

function AffectedPage({ page, affected, asked, status, reconnected }: AffectedPageProps) {
  const nothing = affected.length === 0 && asked.length === 0;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title="What was stopped"
      back={{ href: '/updates', text: 'Quarterly updates' }}
      wide
      {...(reconnected && status === 'connected'
        ? { flash: { kind: 'success', text: 'Your HMRC account is connected again.' } }
        : {})}
    >
      <h1 class="govuk-heading-l">What was stopped while you were not connected</h1>
      {nothing && (
        <>
          <p class="govuk-body">Nothing was stopped. You can carry on where you were.</p>
          <Button href="/updates">Go to your updates</Button>
        </>
      )}
      {asked.map((submission) => (
        <p class="govuk-body">
          <StatusTag status="Processing" /> We are asking HMRC whether it has taken your update for{' '}
          <Link href={submissionPath(submission.id)}>{periodName(submission)}</Link>.
        </p>
      ))}
      {affected.length > 0 && (
        <p class="govuk-body">
          Nothing is sent until you choose “Resubmit”. These are the figures that would go.
        </p>
      )}
      {affected.map((preview) => (
        <section class="qd-section" aria-labelledby={`affected-${preview.submission.id}`}>
          <h2 class="govuk-heading-m" id={`affected-${preview.submission.id}`}>
            <Link href={submissionPath(preview.submission.id)}>{periodName(preview.submission)}</Link>{' '}
            <StatusTag status={statusWords[preview.submission.status]} />
          </h2>
          {preview.changed && (
            <WarningText>
              Your records changed since this update was stopped. The figures as they are now stand beside
              those of that time.
            </WarningText>
          )}
          <UpdateFiguresTables
            figures={preview.figures}
            previous={preview.changed ? preview.submission.latest.figures : undefined}
            previousHeading="As it was"
            leadsToRecords
          />
          <ResubmitForm preview={preview} status={status} />
        </section>
      ))}
    </Page>
  );
}
