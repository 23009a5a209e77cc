import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type BroughtForwardState,
  isCumulative,
  isNil,
  isReported,
  pleaseReconnect,
  type RequestRefusal,
  type RequestResult,
  type UpdatePeriod,
  type UpdateReview,
  type SubmissionView,
} from '../../domain/submissions/index.ts';
import { isCalendarDate, lastDayToAmend } from '../../domain/tax-year.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { BroughtForward } from '../finance-costs/on-review.tsx';
import { type SubmissionPageDeps } from './deps.ts';
import { ExpenseStyle } from './expense-style.tsx';
import { UpdateFiguresTables } from './figures.tsx';
import { readSubmitClick, SubmitForm } from './submit-form.tsx';
import { Obstacles } from './obstacles.tsx';
import {
  businessWords,
  daysUntil,
  howLong,
  opensOn,
  periodName,
  reviewPath,
  submissionPath,
} from './words.ts';
import { ConnectButton } from '../connect-button.tsx';

type Refusal = Extract<RequestResult, { ok: false }>;

export function reviewPage(app: Hono<AppEnv>, deps: SubmissionPageDeps): void {
  const { connections, submissions, clock } = deps;
  const path = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';

  function keyOf(c: AppContext) {
    const [businessId = '', periodEndDate = ''] = [c.req.param('businessId'), c.req.param('periodEndDate')];
    return isCalendarDate(periodEndDate) ? { businessId, periodEndDate } : null;
  }

  async function show(c: AppContext, refusal?: Refusal) {
    const { id } = signedInPerson(c);
    const key = keyOf(c);
    const review = key && (await submissions.review(id, key));
    if (!review) return c.html(<NotFound {...c.get('page')} />, 404);
    const costs = await submissions.financeCosts.state(id, review.period);
    return c.html(
      <ReviewPage
        page={c.get('page')}
        review={review}
        costs={costs}
        status={await connections.status(id)}
        today={clock.today()}
        refusal={refusal}
      />,
      refusal ? 409 : 200,
    );
  }

  app.get(path, (c) => show(c));

  app.post(path, async (c) => {
    const key = keyOf(c);
    if (!key) return show(c);
    const result = await submissions.request(await readSubmitClick(c, deps), key);
    return result.ok ? c.redirect(submissionPath(result.submissionId), 303) : show(c, result);
  });
}

interface ReviewPageProps {
  page: PageContext;
  review: UpdateReview;
  /** What finance costs of earlier years it holds; null for a year before there was a place for them. */
  costs: BroughtForwardState | null;
  status: ConnectionStatus;
  today: string;
  refusal: Refusal | undefined;
}

function ReviewPage({ page, review, costs, status, today, refusal }: ReviewPageProps) {
  const { period, previous } = review;
  const due = howLong(daysUntil(today, period.dueDate));
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`Review your update for ${periodName(period)}`}
      back={{ href: '/updates', text: 'Quarterly updates' }}
      wide
    >
      {refusal && <RefusalWords refusal={refusal} />}
      <span class="govuk-caption-l">
        Quarterly update, {businessWords[period.typeOfBusiness]}, tax year {period.taxYear}
      </span>
      <h1 class="govuk-heading-l">Review your update for {periodName(period)}</h1>
      <p class="govuk-body">
        Due {formatDate(period.dueDate)}
        {period.status === 'fulfilled' ? ', and HMRC has an update for it' : `, ${due}`}. These are your
        records from {formatDate(review.figures.fromDate)} to {formatDate(review.figures.toDate)}. Choose a
        figure to see the transactions behind it.
      </p>
      {previous ? (
        <p class="govuk-body">
          Beside them stands <Link href={submissionPath(previous.submission.id)}>the update HMRC took</Link>
          {previous.submission.latest.finishedAt &&
            ` on ${formatInstant(previous.submission.latest.finishedAt.toISOString())}`}
          . The new one replaces it.
        </p>
      ) : (
        <p class="govuk-body">
          This is your first update from Quarterday for this{' '}
          {isCumulative(period.taxYear) ? 'tax year' : 'quarter'}.
        </p>
      )}
      {!isCumulative(period.taxYear) && <QuarterAlone taxYear={period.taxYear} />}
      {isNil(review.figures) && (
        <InsetText>
          Your records have no money in or out for these dates, so every figure of this update is nought. HMRC
          wants an update of such a quarter all the same, and this one tells it so. If something is missing,{' '}
          <Link href="/records">add it to your records</Link> first.
        </InsetText>
      )}
      <UpdateFiguresTables figures={review.figures} previous={previous?.figures} leadsToRecords />
      {isCumulative(period.taxYear) && !review.coveredBy && <ExpenseStyle review={review} />}
      {costs && !review.coveredBy && <BroughtForward state={costs} quarter={period.periodEndDate} />}
      <SubmitPart review={review} status={status} today={today} />
    </Page>
  );
}

/** How updates of the years to 2024-25 differ from those of today. */
function QuarterAlone({ taxYear }: { taxYear: string }) {
  return (
    <InsetText>
      In tax year {taxYear} HMRC takes each quarter on its own: this update holds these dates and nothing from
      before them, and a correction goes into the update of the quarter it belongs to. Furnished holiday lets,
      which HMRC took apart from other lets until 2024-25, are not sent from Quarterday; what HMRC has of them
      stays as it is.
    </InsetText>
  );
}

function SubmitPart({ review, status, today }: Pick<ReviewPageProps, 'review' | 'status' | 'today'>) {
  const { period, inFlight, coveredBy, obstacles, earlier } = review;
  if (coveredBy) return <Covered by={coveredBy} />;
  if (today > lastDayToAmend(period.taxYear)) return <InsetText>{closed}</InsetText>;
  if (!isReported(period.taxYear)) return <InsetText>{notSupported}</InsetText>;
  if (inFlight) {
    return (
      <InsetText>
        An update for this tax year is with HMRC already.{' '}
        <Link href={submissionPath(inFlight.id)}>See how it is going</Link>. Once its answer is known you can
        send this one.
      </InsetText>
    );
  }
  if (earlier) return <EarlierFirst earlier={earlier} />;
  if (obstacles.length > 0) {
    return <Obstacles obstacles={obstacles} period={period} isConnected={status === 'connected'} />;
  }
  if (status !== 'connected') {
    return (
      <>
        <p class="govuk-body">
          {status === 'expired'
            ? `${pleaseReconnect} to send this update.`
            : 'Connect your HMRC account to send this update.'}
        </p>
        <ConnectButton status={status} />
      </>
    );
  }
  if (today < opensOn(period)) {
    return (
      <InsetText>
        {isCumulative(period.taxYear)
          ? `HMRC takes this update from ${formatDate(opensOn(period))}, ten days before the quarter ends.`
          : `This update can be sent from ${formatDate(opensOn(period))}, when the quarter is over.`}
      </InsetText>
    );
  }
  return (
    <SubmitForm action={reviewPath(period)} fingerprint={review.fingerprint}>
      Submit
    </SubmitForm>
  );
}

/** Why nothing was sent, for a click that came too late or too early. */
export function RefusalWords({ refusal }: { refusal: RequestRefusal }) {
  switch (refusal.reason) {
    case 'records-changed':
      return (
        <WarningText>
          Your records changed since you looked, so nothing was sent. Check the figures below and submit
          again.
        </WarningText>
      );
    case 'obstacles':
      return <WarningText>Something has to be put right first, so nothing was sent. See below.</WarningText>;
    case 'in-flight':
      return (
        <WarningText>
          Nothing was sent, because another update for this tax year is with HMRC already.{' '}
          {refusal.submissionId !== null && (
            <Link href={submissionPath(refusal.submissionId)}>See how it is going</Link>
          )}
        </WarningText>
      );
    case 'expired':
      return <WarningText>{pleaseReconnect}. Nothing was sent.</WarningText>;
    case 'not-connected':
      return <WarningText>Your HMRC account is not connected. Nothing was sent.</WarningText>;
    case 'disconnecting':
      return <WarningText>You asked to disconnect your HMRC account. Nothing was sent.</WarningText>;
    case 'too-early':
      return (
        <WarningText>
          HMRC does not take an update of this quarter yet. Nothing was sent. The day it does is below.
        </WarningText>
      );
    case 'closed':
      return <WarningText>{closed} Nothing was sent.</WarningText>;
    case 'not-supported':
      return <WarningText>{notSupported} Nothing was sent.</WarningText>;
    case 'covered':
      return (
        <WarningText>
          HMRC has <Link href={submissionPath(refusal.submissionId)}>a later update of this tax year</Link>,
          which holds these figures. Nothing was sent.
        </WarningText>
      );
    case 'earlier-first':
      return (
        <WarningText>
          HMRC has no update for <EarlierLink earlier={refusal.earlier} /> yet, and takes this one after it.
          Nothing was sent.
        </WarningText>
      );
    case 'no-such-period':
      return <WarningText>HMRC does not list this quarter for you any more. Nothing was sent.</WarningText>;
  }
}

const closed = 'HMRC takes no changes of this tax year through software any more.';

const notSupported =
  'HMRC takes updates through software from tax year 2022-23 on, and this quarter is from before it.';

/** Why a quarter waits, in years whose updates follow on from each other. */
function EarlierFirst({ earlier }: { earlier: UpdatePeriod }) {
  return (
    <InsetText>
      HMRC takes the quarters of this tax year one after another, and has no update for{' '}
      <EarlierLink earlier={earlier} /> yet. Send that one first.
    </InsetText>
  );
}

const EarlierLink = ({ earlier }: { earlier: UpdatePeriod }) => (
  <Link href={reviewPath(earlier)}>{periodName(earlier)}</Link>
);

/** HMRC takes no update that ends before one it has; nor is one needed, since each holds the year to date. */
export function Covered({ by }: { by: SubmissionView }) {
  return (
    <InsetText>
      HMRC has <Link href={submissionPath(by.id)}>your update for {periodName(by)}</Link>, which holds these
      figures too. There is nothing to send for this quarter. To correct something in it, send that later
      update again.
    </InsetText>
  );
}
