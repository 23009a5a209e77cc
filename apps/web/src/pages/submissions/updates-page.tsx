import { type Hono } from 'hono';

import { type ConnectionView, expectsQuarters } from '../../domain/connections/index.ts';
import {
  type Correction,
  isByProperty,
  isCumulative,
  isForeign,
  readUpdateFigures,
  type SubmissionView,
  type UpdatePeriod,
} from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page, type PageProps } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { yearPath } from '../years/paths.ts';
import { foreignPropertiesPath } from '../foreign-properties/index.ts';
import { Corrections } from './corrections.tsx';
import { type SubmissionPageDeps } from './deps.ts';
import { businessWords, periodName, quarterTypePath, statusWords, submissionPath } from './words.ts';
import { YearTable } from './year-table.tsx';

export function updatesPage(app: Hono<AppEnv>, deps: SubmissionPageDeps): void {
  const { connections, submissions, clock } = deps;

  app.get('/updates', async (c) => {
    const { id } = signedInPerson(c);
    const [view, periods, list, corrections] = await Promise.all([
      connections.view(id),
      submissions.periods(id),
      submissions.list(id),
      submissions.corrections(id),
    ]);
    return c.html(
      <UpdatesPage
        page={c.get('page')}
        view={view}
        periods={periods}
        submissions={list}
        corrections={corrections}
        today={clock.today()}
        checked={c.req.query('checked')}
      />,
    );
  });

  app.post('/updates/check', async (c) => {
    const person = signedInPerson(c);
    const captured = captureClick(c, await c.req.parseBody(), deps);
    const view = await connections.view(person.id);
    if (view.id === null || view.status !== 'connected')
      return c.redirect('/updates?checked=not-connected', 303);
    const outcome = await connections.refreshObligations(
      { id: view.id, ownerId: person.id },
      {
        purpose: 'check-dates',
        freshness: 'live',
        priority: 'person',
        fraudPreventionHeaders: captured.headers,
      },
    );
    const checked = outcome.ok ? 'yes' : outcome.kind === 'reconnect' ? 'not-connected' : 'no';
    return c.redirect(`/updates?checked=${checked}`, 303);
  });
}

const flashes: Record<string, PageProps['flash']> = {
  quarters: { kind: 'success', text: 'HMRC has your choice of quarters. These are its dates now.' },
  yes: { kind: 'success', text: 'These are HMRC’s dates as of now.' },
  no: {
    kind: 'warning',
    text: 'HMRC could not be reached, so these are the dates as we last saw them. Try again in a few minutes.',
  },
  'not-connected': {
    kind: 'warning',
    text: 'Your HMRC account is not connected, so HMRC could not be asked.',
  },
};

interface UpdatesPageProps {
  page: PageContext;
  view: ConnectionView;
  periods: readonly UpdatePeriod[];
  submissions: readonly SubmissionView[];
  corrections: readonly Correction[];
  today: string;
  checked: string | undefined;
}

function UpdatesPage(props: UpdatesPageProps) {
  const { page, view, periods, submissions, corrections, today, checked } = props;
  const years = [...new Set(periods.map((period) => period.taxYear))].sort().reverse();
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title="Quarterly updates"
      wide
      {...(checked === undefined ? {} : { flash: flashes[checked] })}
    >
      <h1 class="govuk-heading-xl">Quarterly updates</h1>
      {periods.length === 0 ? (
        <NothingYet view={view} />
      ) : (
        <>
          <p class="govuk-body">
            HMRC sets these dates. From tax year 2025-26 on each update holds your figures from the start of
            the tax year, so it also puts right what changed in earlier quarters.
          </p>
          <Corrections corrections={corrections} today={today} />
          {years.map((year) => (
            <>
              {businessesOf(periods.filter((period) => period.taxYear === year)).map((ofBusiness) => (
                <>
                  <YearTable
                    caption={captionOf(year, ofBusiness, periods)}
                    periods={ofBusiness}
                    submissions={submissions}
                    today={today}
                  />
                  <QuartersLink period={ofBusiness[0]} />
                </>
              ))}
              <ForeignPropertiesLink year={year} periods={periods} />
              <p class="govuk-body">
                <Link href={yearPath(year)}>Everything for tax year {year}</Link>
              </p>
            </>
          ))}
          {view.status === 'connected' && <CheckForm />}
        </>
      )}
      {submissions.length > 0 && <Sent submissions={submissions} />}
      <p class="govuk-body">
        <Link href="/receipts">Receipts</Link> show what you submitted, to be printed and kept.
      </p>
    </Page>
  );
}

function NothingYet({ view }: { view: ConnectionView }) {
  if (view.status !== 'connected') {
    return (
      <EmptyState
        heading="Connect to HMRC to see what is due"
        actions={<Button href="/settings/hmrc-connection">Go to HMRC Connection</Button>}
      >
        <p class="govuk-body">HMRC tells us which quarters it wants updates for, and by when.</p>
      </EmptyState>
    );
  }
  if (view.itsaStatus !== null && !expectsQuarters(view.itsaStatus)) {
    return (
      <EmptyState heading="HMRC asks for no quarterly updates of you" actions={<CheckForm />}>
        <p class="govuk-body">
          When you connected, it had you down as “{view.itsaStatus}”. Your tax return is due all the same:
          your <Link href="/years">tax years</Link> say when. If HMRC has changed your status since, check the
          dates.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState heading="HMRC lists no property quarters for you" actions={<CheckForm />}>
      <p class="govuk-body">
        After you sign up or tell HMRC about a property business, it can take HMRC a while to list its
        quarters.
      </p>
    </EmptyState>
  );
}

function CheckForm() {
  return (
    <form method="post" action="/updates/check" {...describesDevice}>
      <DeviceFields />
      <Button variant="secondary" preventDoubleClick>
        Check these dates with HMRC
      </Button>
    </form>
  );
}

/** Quarters apart by business: those of UK property first. */
function businessesOf(periods: readonly UpdatePeriod[]): UpdatePeriod[][] {
  const ids = [...new Set(periods.map(({ businessId }) => businessId))];
  return ids
    .map((id) => periods.filter(({ businessId }) => businessId === id))
    .sort(([a], [b]) => typeRank(a) - typeRank(b));
}

const typeRank = (period: UpdatePeriod | undefined): number =>
  period?.typeOfBusiness === 'uk-property' ? 0 : 1;

/** Says which business only where there are several. */
function captionOf(year: string, [first]: readonly UpdatePeriod[], all: readonly UpdatePeriod[]): string {
  const hasSeveral = all.some(({ typeOfBusiness }) => typeOfBusiness !== first?.typeOfBusiness);
  return first && hasSeveral
    ? `Tax year ${year}, ${businessWords[first.typeOfBusiness]}`
    : `Tax year ${year}`;
}

/** The way to the choice of quarters, in years for which HMRC takes the year to date. */
function QuartersLink({ period }: { period: UpdatePeriod | undefined }) {
  if (!period || !isCumulative(period.taxYear)) return null;
  return (
    <p class="govuk-body">
      <Link
        href={quarterTypePath(period)}
        visuallyHiddenText={`of ${businessWords[period.typeOfBusiness]} in ${period.taxYear}`}
      >
        When these quarters end
      </Link>
    </p>
  );
}

/** The way to HMRC's list of properties abroad, in years that have one. */
function ForeignPropertiesLink({ year, periods }: { year: string; periods: readonly UpdatePeriod[] }) {
  const period = periods.find(
    ({ taxYear, typeOfBusiness }) => taxYear === year && typeOfBusiness === 'foreign-property',
  );
  if (!period || !isByProperty(year)) return null;
  return (
    <p class="govuk-body">
      <Link href={foreignPropertiesPath(period)} visuallyHiddenText={`in ${year}`}>
        Foreign properties at HMRC
      </Link>
    </p>
  );
}

function Sent({ submissions }: { submissions: readonly SubmissionView[] }) {
  return (
    <Table
      caption="Your updates so far"
      captionClasses="govuk-table__caption--m"
      stacked
      head={['Quarter', 'Started', 'Status']}
      firstCellIsHeader
      rows={submissions.map((submission) => [
        {
          text: (
            <>
              <Link href={submissionPath(submission.id)}>{periodName(submission)}</Link>
              {isForeign(readUpdateFigures(submission.latest.figures)) && ', foreign property'}
            </>
          ),
        },
        formatDate(submission.createdAt.toISOString().slice(0, 10)),
        { text: <StatusTag status={statusWords[submission.status]} /> },
      ])}
    />
  );
}
