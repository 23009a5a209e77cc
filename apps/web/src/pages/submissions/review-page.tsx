import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type AllowanceClaim,
  type BroughtForwardState,
  type IncomeAfterEnd,
  isCumulative,
  isNil,
  isReported,
  type RentARoomState,
  type RequestResult,
  type UpdatePeriod,
  type UpdateReview,
} from '../../domain/submissions/index.ts';
import { isCalendarDate, lastDayToAmend } from '../../domain/tax-year.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { readYearEnd, WhatFollows, type YearEnd } from '../finalise/what-follows.tsx';
import { BroughtForward } from '../finance-costs/on-review.tsx';
import { AfterEnd } from '../foreign-properties/after-end.tsx';
import { RentARoom } from '../rent-a-room/on-review.tsx';
import { type SubmissionPageDeps } from './deps.ts';
import { BesideAllowance, ExpenseStyle } from './expense-style.tsx';
import { UpdateFiguresTables } from './figures.tsx';
import { readSubmitClick, SubmitForm } from './submit-form.tsx';
import { coveredAtHmrc } from './covered.tsx';
import { Obstacles } from './obstacles.tsx';
import { AgreeToReplace, errorsOfReplacing, ReplacesElsewhere } from './replacing.tsx';
import { closed, QuarterLink, notSupported, RefusalWords } from './refusal-words.tsx';
import {
  businessWords,
  daysUntil,
  howLong,
  opensOn,
  periodName,
  reviewPath,
  submissionPath,
} from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

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
    const room = await submissions.rentARoom.view(id, review.period);
    return c.html(
      <ReviewPage
        page={c.get('page')}
        review={review}
        costs={costs}
        room={room}
        afterEnd={await submissions.foreignRegistrations.incomeAfterEnd(id, review.period)}
        claim={await submissions.allowanceClaim(id, review.period)}
        yearEnd={await readYearEnd(submissions, id, review.period)}
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
  /** Rent a Room rents of the year and what is claimed of them; null where there are none. */
  room: RentARoomState | null;
  /** Where the property income allowance is claimed; null where it is not. */
  claim: AllowanceClaim | null;
  /** Income that is dated after its property's end. */
  afterEnd: readonly IncomeAfterEnd[];
  yearEnd: YearEnd;
  status: ConnectionStatus;
  today: string;
  refusal: Refusal | undefined;
}

function ReviewPage(props: ReviewPageProps) {
  const { page, review, refusal } = props;
  const { period } = review;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`Review your update for ${periodName(period)}`}
      back={{ href: '/updates', text: 'Quarterly updates' }}
      wide
      errors={errorsOfReplacing(refusal)}
    >
      {refusal && <RefusalWords refusal={refusal} />}
      <span class="govuk-caption-l">
        Quarterly update, {businessWords[period.typeOfBusiness]}, tax year {period.taxYear}
      </span>
      <h1 class="govuk-heading-l">Review your update for {periodName(period)}</h1>
      {coveredAtHmrc(review) ?? <Whole {...props} />}
    </Page>
  );
}

/** The figures, and all there is to know before they are sent. */
function Whole(props: Omit<ReviewPageProps, 'page'>) {
  const { review, costs, room, claim, afterEnd, yearEnd, status, today, refusal } = props;
  const { period, previous, replaces } = review;
  const isToSend = today <= lastDayToAmend(period.taxYear);
  const due = howLong(daysUntil(today, period.dueDate));
  return (
    <>
      <p class="govuk-body">
        Due {formatDate(period.dueDate)}
        {period.status === 'fulfilled' ? ', and HMRC has an update for it' : `, ${due}`}. These are your
        records from {formatDate(review.figures.fromDate)} to {formatDate(review.figures.toDate)}. Choose a
        figure to see the transactions behind it.
      </p>
      <Before review={review} />
      {!isCumulative(period.taxYear) && <QuarterAlone taxYear={period.taxYear} />}
      {isToSend && isNil(review.itemised ?? review.figures) && <AllNought replaces={replaces !== null} />}
      <UpdateFiguresTables figures={review.figures} previous={previous?.figures} leadsToRecords />
      {isToSend && <AfterEnd income={afterEnd} of={period} />}
      {isToSend && <BesideAllowance review={review} claim={claim} />}
      {isReported(period.taxYear) && isToSend && <ExpenseStyle review={review} />}
      {costs && isToSend && review.style !== 'none' && (
        <BroughtForward state={costs} quarter={period.periodEndDate} />
      )}
      {room && isToSend && review.style !== 'none' && <RentARoom state={room} review={review} />}
      {isToSend && <WhatFollows yearEnd={yearEnd} />}
      <SubmitPart review={review} status={status} today={today} refusal={refusal} />
    </>
  );
}

/** What HMRC has of this already, as far as it is known here. */
function Before({ review: { previous, replaces, period } }: Pick<ReviewPageProps, 'review'>) {
  return (
    <>
      {previous && (
        <p class="govuk-body">
          Beside them stands <Link href={submissionPath(previous.submission.id)}>the update HMRC took</Link>
          {previous.submission.latest.finishedAt &&
            ` on ${formatInstant(previous.submission.latest.finishedAt.toISOString())}`}
          .{!replaces && ' The new one replaces it.'}
        </p>
      )}
      {replaces && <ReplacesElsewhere replaced={replaces} />}
      {!previous && !replaces && (
        <p class="govuk-body">
          This is your first update from Quarterday for this{' '}
          {isCumulative(period.taxYear) ? 'tax year' : 'quarter'}.
        </p>
      )}
    </>
  );
}

/** What an update without a figure says to HMRC. */
function AllNought({ replaces }: { replaces: boolean }) {
  const add = <Link href="/records">add it to your records</Link>;
  return (
    <InsetText>
      Your records have no money in or out for these dates, so every figure of this update is nought.{' '}
      {replaces ? (
        <>
          With it HMRC would have nothing but noughts for them. If what it has is right, do not send this
          update; if something is to be corrected, {add} first, and all else of these dates too.
        </>
      ) : (
        <>
          HMRC wants an update of such a quarter all the same, and this one tells it so. If something is
          missing, {add} first.
        </>
      )}
    </InsetText>
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

function SubmitPart({
  review,
  status,
  today,
  refusal,
}: Omit<ReviewPageProps, 'page' | 'costs' | 'room' | 'claim' | 'afterEnd' | 'yearEnd'>) {
  const { period, inFlight, obstacles, earlier } = review;
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
    return <ConnectFirst status={status}>to send this update.</ConnectFirst>;
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
    <SubmitForm
      action={reviewPath(period)}
      fingerprint={review.fingerprint}
      question={review.replaces && <AgreeToReplace refusal={refusal} />}
    >
      Submit
    </SubmitForm>
  );
}

/** Why a quarter waits, in years whose updates follow on from each other. */
function EarlierFirst({ earlier }: { earlier: UpdatePeriod }) {
  return (
    <InsetText>
      HMRC takes the quarters of this tax year one after another, and has no update for{' '}
      <QuarterLink quarter={earlier} /> yet. Send that one first.
    </InsetText>
  );
}
