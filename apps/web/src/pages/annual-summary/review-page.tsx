import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type AnnualFigures,
  type AnnualRefusal,
  type AnnualView,
  isCumulative,
  isForeignAnnual,
  isToBeConfirmed,
} from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { connectionRefusals } from '../connection-refusals.ts';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { readYearEnd, WhatFollows, type YearEnd } from '../finalise/what-follows.tsx';
import { readSubmitClick, SubmitForm } from '../submissions/submit-form.tsx';
import { expenseStylePath, submissionPath } from '../submissions/words.ts';
import { businessName } from '../years/words.ts';
import { type AnnualPageDeps } from './deps.ts';
import { AnnualFiguresTables } from './figures.tsx';
import { annualRoute, findNamed } from './find.ts';
import { LetsApart } from './lets-apart.tsx';
import { RoomClaim } from './room-claim.tsx';
import { AnnualObstacles } from './obstacles.tsx';
import { accountingTypePath } from './way-back.ts';
import { annualPath, reviewPathOf } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

const route = `${annualRoute}/review`;

/** What would be sent, beside what HMRC took last; and the button that sends it, or sends it once more. */
export function annualReviewPage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { annual } = deps.submissions;

  async function show(c: AppContext, refusal?: AnnualRefusal) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const view = await annual.view(named.ownerId, named.of);
    if (view.problems.length > 0 && !refusal) return c.redirect(`${annualPath(named.of)}?check=yes`, 303);
    const [status, yearEnd] = await Promise.all([
      deps.connections.status(named.ownerId),
      readYearEnd(deps.submissions, named.ownerId, named.of),
    ]);
    return c.html(
      <AnnualReviewPage page={c.get('page')} {...{ view, yearEnd, status, refusal }} />,
      refusal ? 409 : 200,
    );
  }

  app.get(route, (c) => show(c));

  app.post(route, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const result = await annual.request(await readSubmitClick(c, deps), named.of);
    return result.ok ? c.redirect(submissionPath(result.submissionId), 303) : show(c, result);
  });
}

interface AnnualReviewPageProps {
  page: PageContext;
  view: AnnualView;
  yearEnd: YearEnd;
  status: ConnectionStatus;
  refusal: AnnualRefusal | undefined;
}

function AnnualReviewPage({ page, view, yearEnd, status, refusal }: AnnualReviewPageProps) {
  const { accepted, latest, taxYear } = view;
  const title = `${isAgain(view) ? 'Resubmit' : 'Review'} your annual summary for ${taxYear}`;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={title}
      back={{ href: annualPath(view), text: 'Your answers' }}
      wide
    >
      {refusal && <WarningText>{refusalWords[refusal.reason]} Nothing was sent.</WarningText>}
      <span class="govuk-caption-l">
        {businessName(view.typeOfBusiness)}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      {isAgain(view) && latest && (
        <p class="govuk-body">
          <Link href={submissionPath(latest.id)}>The last one was not taken</Link>. These are your answers as
          they are now.
        </p>
      )}
      {accepted ? (
        <p class="govuk-body">
          Beside your answers stands{' '}
          <Link href={submissionPath(accepted.submission.id)}>the annual summary HMRC took</Link>
          {accepted.submission.latest.finishedAt &&
            ` on ${formatInstant(accepted.submission.latest.finishedAt.toISOString())}`}
          . The new one replaces all of it: what is left out is taken away.
        </p>
      ) : (
        <p class="govuk-body">This is the first annual summary from Quarterday for this tax year.</p>
      )}
      {!isCumulative(taxYear) && <LetsApart taxYear={taxYear} />}
      <AnnualFiguresTables figures={view.figures} previous={accepted?.figures} />
      <p class="govuk-body">
        <Link href={annualPath(view)}>Change your answers</Link>
      </p>
      {view.leavesOutExpenses && !claimsIncomeAllowance(view.figures) && <NoClaim view={view} />}
      <RoomClaim view={view} />
      <WhatFollows yearEnd={yearEnd} />
      <SubmitPart view={view} status={status} />
    </Page>
  );
}

const claimsIncomeAllowance = (figures: AnnualFigures): boolean =>
  (isForeignAnnual(figures) ? figures.places : [figures]).some(
    ({ allowances }) => (allowances['propertyIncomeAllowance'] ?? 0) > 0,
  );

/** What it costs to have neither expenses nor the allowance. */
function NoClaim({ view }: { view: AnnualView }) {
  return (
    <InsetText>
      Your quarterly updates leave out all expenses of this business, and this annual summary does not claim
      the property income allowance. So you would be taxed on all of its income. Claim the allowance, or{' '}
      <Link href={expenseStylePath(view)}>report your expenses</Link>.
    </InsetText>
  );
}

/** Whether the newest one was not taken, so that this is a new attempt at it. */
const isAgain = ({ latest }: AnnualView): boolean =>
  latest?.status === 'failed' || latest?.status === 'rejected';

function SubmitPart({ view, status }: Pick<AnnualReviewPageProps, 'view' | 'status'>) {
  if (view.latest?.status === 'processing') {
    return (
      <InsetText>
        An annual summary for this tax year is with HMRC already.{' '}
        <Link href={submissionPath(view.latest.id)}>See how it is going</Link>. Once its answer is known you
        can send this one.
      </InsetText>
    );
  }
  if (view.isClosed) {
    return <InsetText>HMRC takes no changes of this tax year since {formatDate(view.lastDay)}.</InsetText>;
  }
  if (view.obstacles.length > 0) return <AnnualObstacles view={view} status={status} />;
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to send this annual summary. Your answers are kept.</ConnectFirst>;
  }
  if (isToBeConfirmed(view.accountingType)) {
    return (
      <>
        <p class="govuk-body">Before HMRC is sent this, confirm how you keep your accounts.</p>
        <Button href={accountingTypePath(view, 'review')}>Confirm how you keep your accounts</Button>
      </>
    );
  }
  return (
    <SubmitForm action={reviewPathOf(view)} fingerprint={view.fingerprint}>
      {isAgain(view) ? 'Resubmit' : 'Submit'}
    </SubmitForm>
  );
}

/** Why nothing was sent, for a click that came too late or too early. */
const refusalWords = {
  ...connectionRefusals,
  'answers-changed': 'Your answers changed since you looked. Check the figures below and submit again.',
  'not-complete': 'Something in your answers has to be put right first: choose “Change your answers”.',
  obstacles: 'Something has to be put right before these figures can be sent.',
  'accounting-type': 'How you keep your accounts is not confirmed.',
  'in-flight': 'Another annual summary for this tax year is with HMRC already.',
  closed: 'HMRC takes no annual summary for this tax year.',
} as const satisfies Record<AnnualRefusal['reason'], string>;
