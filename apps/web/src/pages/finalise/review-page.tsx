import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type AdjustRefusal,
  type DeclarationYear,
  type FinaliseView,
} from '../../domain/submissions/index.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { connectionRefusals } from '../connection-refusals.ts';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { AmendAfterwards } from '../final-declaration/to-amend.tsx';
import { readSubmitClick, SubmitForm } from '../submissions/submit-form.tsx';
import { submissionPath } from '../submissions/words.ts';
import { Adjustments } from './figures.tsx';
import { finaliseRoute, findNamed } from './find.ts';
import { adjustmentsPath, adjustmentsReviewPath, businessWords, finalisePath } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

const route = `${finaliseRoute}/review`;

/** The adjustments as they would be sent, and the button that sends them, or sends them once more. */
export function adjustmentsReviewPage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { adjustments } = deps.submissions;

  async function show(c: AppContext, refusal?: AdjustRefusal) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const view = await adjustments.view(named.ownerId, named.of);
    if (!view.draft && !refusal) return c.redirect(finalisePath(named.of), 303);
    if (view.draft && view.draft.problems.length > 0 && !refusal) {
      return c.redirect(`${adjustmentsPath(named.of)}?check=yes`, 303);
    }
    const [status, year] = await Promise.all([
      deps.connections.status(named.ownerId),
      deps.submissions.declarations.year(named.ownerId, named.of.taxYear),
    ]);
    return c.html(
      <ReviewPage page={c.get('page')} {...{ view, year, status, refusal }} />,
      refusal ? 409 : 200,
    );
  }

  app.get(route, (c) => show(c));

  app.post(route, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const result = await adjustments.request(await readSubmitClick(c, deps), named.of);
    return result.ok ? c.redirect(submissionPath(result.submissionId), 303) : show(c, result);
  });
}

interface ReviewPageProps {
  page: PageContext;
  view: FinaliseView;
  year: DeclarationYear;
  status: ConnectionStatus;
  refusal: AdjustRefusal | undefined;
}

function ReviewPage({ page, view, year, status, refusal }: ReviewPageProps) {
  const { draft, latest, taxYear, typeOfBusiness } = view;
  const title = `${isAgain(view) ? 'Resubmit' : 'Review'} your adjustments for ${taxYear}`;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={title}
      back={{ href: finalisePath(view), text: 'Finalise your property business' }}
      wide
    >
      {refusal && <WarningText>{refusalWords[refusal.reason]} Nothing was sent.</WarningText>}
      <span class="govuk-caption-l">
        {businessWords[typeOfBusiness]}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      {isAgain(view) && latest && (
        <p class="govuk-body">
          <Link href={submissionPath(latest.id)}>The last ones were not taken</Link>. These are your
          adjustments as they are now.
        </p>
      )}
      {draft && <Adjustments figures={draft.figures} />}
      <p class="govuk-body">
        HMRC takes adjustments to one summary once. To change them later you get a new summary and adjust
        that. HMRC is not sent your reasons: they are kept here with what was sent.
      </p>
      <p class="govuk-body">
        <Link href={adjustmentsPath(view)}>Change your adjustments</Link>
      </p>
      <AmendAfterwards year={year} />
      <SubmitPart view={view} status={status} />
    </Page>
  );
}

/** Whether the newest ones were not taken, so that this is a new attempt at them. */
const isAgain = ({ latest }: FinaliseView): boolean =>
  latest?.status === 'failed' || latest?.status === 'rejected';

function SubmitPart({ view, status }: Pick<ReviewPageProps, 'view' | 'status'>) {
  if (view.state === 'sending') {
    return (
      <InsetText>
        Adjustments to this summary are with HMRC already.{' '}
        {view.latest && <Link href={submissionPath(view.latest.id)}>See how it is going</Link>}
      </InsetText>
    );
  }
  if (view.state !== 'summary' || view.isOutdated || view.isClosed || !view.draft) {
    return (
      <InsetText>
        These can’t be sent as things stand. <Link href={finalisePath(view)}>See what comes first</Link>
      </InsetText>
    );
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to send these adjustments. What you entered is kept.</ConnectFirst>;
  }
  return (
    <SubmitForm action={adjustmentsReviewPath(view)} fingerprint={view.draft.fingerprint}>
      {isAgain(view) ? 'Resubmit' : 'Submit'}
    </SubmitForm>
  );
}

/** Why nothing was sent, for a click that came too late or too early. */
const refusalWords = {
  ...connectionRefusals,
  'answers-changed': 'Your adjustments changed since you looked. Check them and submit again.',
  'not-complete':
    'Something in your adjustments has to be put right first: choose “Change your adjustments”.',
  'no-summary': 'HMRC has made no summary yet.',
  outdated: 'Something was sent to HMRC after this summary was made, so a new one is needed.',
  'adjusted-already': 'HMRC has adjustments to this summary already.',
  'in-flight': 'Adjustments to this summary are with HMRC already.',
  closed: 'HMRC takes no changes of this tax year any more.',
} as const satisfies Record<AdjustRefusal['reason'], string>;
