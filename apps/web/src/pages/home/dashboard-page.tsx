import { type ConnectionView } from '../../domain/connections/index.ts';
import { type MonthAmounts } from '../../domain/records/index.ts';
import { type SubmissionView, type UpdatePeriod } from '../../domain/submissions/index.ts';
import { type TaxYear, taxYearOf } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { MonthlyChart } from '../../ui/monthly-chart.tsx';
import { StatCard, StatCards } from '../../ui/stat-card.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type PageContext } from '../env.ts';
import { taxPath } from '../calculations/index.ts';
import { ToBeAmended } from '../final-declaration/to-amend.tsx';
import { DueCard, type OpenDeclaration } from './due-card.tsx';
import { AuthorityReminder, type Standing } from '../connection/authority.tsx';
import { periodName, statusWords, submissionPath } from '../submissions/words.ts';
import { yearPath } from '../years/paths.ts';

interface DashboardPageProps {
  page: PageContext;
  view: ConnectionView;
  standing: Standing | null;
  /** The quarters as HMRC listed them; none until it has. */
  periods: readonly UpdatePeriod[];
  /** The quarters HMRC has no update for yet. */
  open: readonly UpdatePeriod[];
  /** The final declarations that HMRC lists and does not have yet. */
  declarations: readonly OpenDeclaration[];
  submissions: readonly SubmissionView[];
  /** The tax years whose declaration is to be amended. */
  toAmend: readonly TaxYear[];
  today: string;
  /** True while there is no record at all. */
  isEmpty: boolean;
  months: readonly MonthAmounts[];
}

export function DashboardPage({ page, isEmpty, months, ...props }: DashboardPageProps) {
  const year = taxYearOf(props.today);
  return (
    <Page {...page} nav={{ ...page.nav, current: 'home' }} title="Home" wide>
      <AuthorityReminder standing={props.standing} on="home" />
      <h1 class="govuk-heading-xl">How you stand</h1>
      {props.toAmend.map((taxYear) => (
        <ToBeAmended taxYear={taxYear} />
      ))}
      <StatCards>
        <ConnectionCard view={props.view} />
        <DueCard {...props} isConnected={props.view.status === 'connected'} />
        <SentCard {...props} />
      </StatCards>
      <p class="govuk-body">
        <Link href={yearPath(year)}>Tax year {year}</Link>: everything that is due for it, and where it
        stands.
      </p>
      <p class="govuk-body">
        <Link href={taxPath(year)}>Tax so far</Link>: what HMRC makes of what you have sent.
      </p>
      {isEmpty ? (
        <StartHere />
      ) : (
        <MonthlyChart id="months" title="Income and expenses this tax year" months={months} />
      )}
    </Page>
  );
}

const connectionWords = {
  'not-connected': 'Not Connected',
  connected: 'Connected',
  expired: 'Expired',
} as const;

function ConnectionCard({ view }: { view: ConnectionView }) {
  const notes = {
    connected: connectedNote(view),
    expired: 'Please reconnect your HMRC account',
    'not-connected': 'Connect to see what is due and to send updates',
  };
  const actions = {
    connected: 'See your connection',
    expired: 'Reconnect HMRC Account',
    'not-connected': 'Connect to HMRC',
  };
  return (
    <StatCard
      heading="HMRC connection"
      value={<StatusTag status={connectionWords[view.status]} />}
      note={notes[view.status]}
      action={{ href: '/settings/hmrc-connection', text: actions[view.status] }}
    />
  );
}

function connectedNote({ heldSince, authorityEndsOn }: ConnectionView): string {
  if (heldSince) return 'HMRC is refusing many connections at present. There is nothing for you to do';
  return authorityEndsOn === null ? '' : `Authority until ${formatDate(authorityEndsOn)}`;
}

type SentCardProps = Pick<DashboardPageProps, 'submissions' | 'periods' | 'open'>;

function SentCard({ submissions, ...quarters }: SentCardProps) {
  const last = [...submissions].sort(
    (a, b) => b.latest.requestedAt.getTime() - a.latest.requestedAt.getTime(),
  )[0];
  if (!last) {
    return <StatCard heading="Latest update" value="Nothing yet" note="Your first update will show here" />;
  }
  return (
    <StatCard
      heading="Latest update"
      value={<StatusTag status={statusWords[last.status]} />}
      note={isHeldOtherwise(last, quarters) ? `${periodName(last)}. ${heldOtherwise}` : periodName(last)}
      action={{ href: submissionPath(last.id), text: 'See this update' }}
    />
  );
}

const heldOtherwise = 'HMRC has another update that holds this quarter';

/** Whether HMRC has a quarter though it did not take the newest update of it. What it may turn out to have taken is no such one. */
function isHeldOtherwise(
  last: SubmissionView,
  { periods, open }: Pick<SentCardProps, 'periods' | 'open'>,
): boolean {
  const isOf = (each: UpdatePeriod) =>
    each.businessId === last.businessId && each.periodEndDate === last.periodEndDate;
  const isNotTaken = last.status === 'failed' || last.status === 'rejected';
  return isNotTaken && periods.some(isOf) && !open.some(isOf);
}

function StartHere() {
  return (
    <EmptyState
      heading="Start with your records"
      actions={
        <div class="govuk-button-group">
          <form method="post" action="/records/sample">
            <Button preventDoubleClick>Start with sample records</Button>
          </form>
          <Button href="/records/import" variant="secondary">
            Import a spreadsheet
          </Button>
          <Link href="/records/properties/new">Add a property</Link>
        </div>
      }
    >
      <p class="govuk-body">
        The sample records are half a year of three let homes, so that you can try everything at once. You can
        delete them whenever you like.
      </p>
    </EmptyState>
  );
}
