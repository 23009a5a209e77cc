import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type RequestRefusal,
  type RequestResult,
  type ResubmitPreview,
} from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { readYearEnd, WhatFollows, type YearEnd } from '../finalise/what-follows.tsx';
import { type SubmissionPageDeps } from './deps.ts';
import { UpdateFiguresTables } from './figures.tsx';
import { Obstacles } from './obstacles.tsx';
import { coveredAtHmrc } from './covered.tsx';
import { AgreeToReplace, errorsOfReplacing, ReplacesElsewhere } from './replacing.tsx';
import { RefusalWords } from './refusal-words.tsx';
import { readSubmitClick, SubmitForm } from './submit-form.tsx';
import { periodName, submissionPath } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

type Refusal = Extract<RequestResult, { ok: false }>;

export function resubmitPage(app: Hono<AppEnv>, deps: SubmissionPageDeps): void {
  const { connections, submissions } = deps;

  async function show(c: AppContext, refusal?: Refusal) {
    const { id } = signedInPerson(c);
    const submission = await submissions.oneUpdate(id, c.req.param('id') ?? '');
    const preview = submission && (await submissions.resubmitPreview(id, submission));
    if (!preview) return c.html(<NotFound {...c.get('page')} />, 404);
    const { status } = preview.submission;
    if (!refusal && status !== 'failed' && status !== 'rejected') {
      return c.redirect(submissionPath(preview.submission.id), 303);
    }
    return c.html(
      <ResubmitPage
        page={c.get('page')}
        preview={preview}
        yearEnd={await readYearEnd(submissions, id, preview.period)}
        status={await connections.status(id)}
        refusal={refusal}
      />,
      refusal ? 409 : 200,
    );
  }

  app.get('/submissions/:id/resubmit', (c) => show(c));

  app.post('/submissions/:id/resubmit', async (c) => {
    const result = await submissions.resubmit(await readSubmitClick(c, deps), c.req.param('id'));
    return result.ok ? c.redirect(submissionPath(result.submissionId), 303) : show(c, result);
  });
}

interface ResubmitPageProps {
  page: PageContext;
  preview: ResubmitPreview;
  yearEnd: YearEnd;
  status: ConnectionStatus;
  refusal: Refusal | undefined;
}

function ResubmitPage({ page, preview, yearEnd, status, refusal }: ResubmitPageProps) {
  const { submission, figures } = preview;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`Resubmit your update for ${periodName(submission)}`}
      back={{ href: submissionPath(submission.id), text: 'The update as it was' }}
      wide
      errors={errorsOfReplacing(refusal)}
    >
      {refusal && <RefusalWords refusal={refusal} />}
      <h1 class="govuk-heading-l">Resubmit your update for {periodName(submission)}</h1>
      {preview.changed ? (
        <WarningText>
          Your records changed since you last tried. These are the figures as they are now, beside those of
          that time.
        </WarningText>
      ) : (
        <p class="govuk-body">The same figures as before will be sent again. Nothing of yours was lost.</p>
      )}
      <UpdateFiguresTables
        figures={figures}
        previous={preview.changed ? submission.latest.figures : undefined}
        previousHeading="As it was"
        leadsToRecords
      />
      {coveredAtHmrc(preview) === null && <WhatFollows yearEnd={yearEnd} />}
      <ResubmitForm preview={preview} status={status} refusal={refusal} idPrefix="replace" />
    </Page>
  );
}

interface ResubmitFormProps extends Pick<ResubmitPageProps, 'preview' | 'status'> {
  /** Why the last click sent nothing. */
  refusal: RequestRefusal | undefined;
  /** Sets its fields apart from those of other forms of a page. */
  idPrefix: string;
}

/** The button, or the way to be able to press it. */
export function ResubmitForm({ preview, status, refusal, idPrefix }: ResubmitFormProps) {
  const covered = coveredAtHmrc(preview);
  if (covered) return covered;
  if (preview.obstacles.length > 0) {
    const { obstacles, period } = preview;
    return <Obstacles obstacles={obstacles} period={period} isConnected={status === 'connected'} />;
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>first. Then come back here: everything is kept.</ConnectFirst>;
  }
  return (
    <>
      {preview.replaces && <ReplacesElsewhere replaced={preview.replaces} />}
      <SubmitForm
        action={`${submissionPath(preview.submission.id)}/resubmit`}
        fingerprint={preview.fingerprint}
        question={preview.replaces && <AgreeToReplace refusal={refusal} idPrefix={idPrefix} />}
      >
        Resubmit
      </SubmitForm>
    </>
  );
}
