import { type Hono } from 'hono';

import { type CalculationView, readCalculatedYear } from '../../domain/calculations/index.ts';
import { type ConnectionView } from '../../domain/connections/index.ts';
import {
  type BroughtForwardState,
  type BusinessDaysBetween,
  type BusinessState,
  type CarriedForward,
  type Correction,
  isCumulative,
  type RentARoomState,
  type Submissions,
} from '../../domain/submissions/index.ts';
import {
  type BusinessTasks,
  isDeclaredBy,
  isDone,
  progressOf,
  type YearTasks,
} from '../../domain/years/index.ts';
import { taxYearDates } from '../../domain/tax-year.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { TaskList } from '../../ui/components/task-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { taxPath } from '../calculations/index.ts';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { declarationPath } from '../final-declaration/paths.ts';
import { FinanceCostsCarried } from '../finance-costs/carried-forward.tsx';
import { financeCostsItem } from '../finance-costs/year-item.tsx';
import { finaliseItem } from '../finalise/year-item.tsx';
import { DaysBetweenQuarters } from './days-between.tsx';
import { type YearPageDeps } from './deps.ts';
import {
  annualSummaryItem,
  dueWords,
  foreignPropertiesItem,
  quarterItem,
  statementItems,
  WithNotTaken,
} from './items.tsx';
import { lossesItem } from '../losses/year-item.tsx';
import { rentARoomItem } from '../rent-a-room/year-item.tsx';
import { Corrections } from '../submissions/corrections.tsx';
import { quarterTypePath } from '../submissions/words.ts';
import { yearPath, yearsPath } from './paths.ts';
import { isReturnElsewhere, NothingListed } from './nothing-listed.tsx';
import { UnlistedBusinesses } from './without-quarters.tsx';
import { businessName, missingUpdates, taxDue } from './words.ts';

/** The task list of one tax year: what is done, what can be, and what waits for what. */
export function yearPage(app: Hono<AppEnv>, deps: YearPageDeps): void {
  const { years, calculations, connections, submissions, clock } = deps;
  app.get(yearPath(':taxYear'), async (c) => {
    const taxYear = readCalculatedYear(c.req.param('taxYear') ?? '', clock.today());
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const { id } = signedInPerson(c);
    const [
      tasks,
      calculated,
      connection,
      finalising,
      losses,
      corrections,
      costs,
      carried,
      rooms,
      daysBetween,
    ] = await Promise.all([
      years.one(id, taxYear),
      calculations.ofYear(id, taxYear),
      connections.view(id),
      submissions.adjustments.states(id, taxYear),
      submissions.losses.readYear(taxYear) ? submissions.losses.state(id, taxYear) : null,
      submissions.corrections(id, taxYear),
      submissions.financeCosts.states(id, taxYear),
      submissions.financeCosts.carriedForward(id, taxYear),
      submissions.rentARoom.states(id, taxYear),
      submissions.quarterTypes.daysBetween(id, taxYear),
    ]);
    const latest = calculated.find(({ state }) => state === 'ready') ?? null;
    const standing = {
      latest,
      connection,
      finalising,
      losses,
      corrections,
      costs,
      carried,
      rooms,
      daysBetween,
    };
    return c.html(<YearPage page={c.get('page')} tasks={tasks} {...standing} today={clock.today()} />);
  });
}

interface YearPageProps {
  page: PageContext;
  tasks: YearTasks;
  /** The newest calculation of the year that HMRC has made. */
  latest: CalculationView | null;
  connection: Pick<ConnectionView, 'status' | 'itsaStatus'>;
  /** Days with records that are in no quarter of this year or the one beside it. */
  daysBetween: readonly BusinessDaysBetween[];
  /** The businesses that can be finalised, and how far that is. */
  finalising: readonly BusinessState[];
  /** Where losses stand; null for a year that HMRC takes none of. */
  losses: Awaited<ReturnType<Submissions['losses']['state']>> | null;
  /** What changed in the records since HMRC took it. */
  corrections: readonly Correction[];
  /** What finance costs of earlier years are brought forward for each business. */
  costs: readonly BroughtForwardState[];
  /** Rent a Room rents and what is claimed of them. */
  rooms: readonly RentARoomState[];
  /** Finance costs that go on into the next year. */
  carried: CarriedForward | null;
  today: string;
}

function YearPage(props: YearPageProps) {
  const { page, tasks, latest, losses, carried } = props;
  const isElsewhere = isReturnElsewhere(props);
  const { taxYear, businesses, isClosed, lastDay } = tasks;
  const { start, end } = taxYearDates(taxYear);
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Tax year ${taxYear}`}
      back={{ href: yearsPath, text: 'Tax years' }}
    >
      <span class="govuk-caption-l">
        {formatDate(start)} to {formatDate(end)}
      </span>
      <h1 class="govuk-heading-l">Tax year {taxYear}</h1>
      {isClosed ? (
        <InsetText>
          HMRC has taken no changes of this year through software since {formatDate(lastDay)}. You can read
          what was sent; nothing can be sent any more.
        </InsetText>
      ) : (
        <Progress tasks={tasks} />
      )}
      {businesses.length === 0 && <NothingListed {...props} />}
      {businesses.map((business) => (
        <Business {...props} business={business} />
      ))}
      {!isClosed && <DaysBetweenQuarters days={props.daysBetween} />}
      {!isClosed && <UnlistedBusinesses taxYear={taxYear} businesses={tasks.unlisted} />}
      <h2 class="govuk-heading-m">The whole year</h2>
      <TaskList
        idPrefix="year"
        items={[
          ...statementItems(tasks),
          ...(losses === null ? [] : [lossesItem(tasks, losses)]),
          ...wholeYearItems(tasks, latest, isElsewhere),
        ]}
      />
      {carried && <FinanceCostsCarried carried={carried} />}
      <p class="govuk-body">
        <Link href="/receipts">Receipts</Link> show what you submitted, to be printed and kept.
      </p>
    </Page>
  );
}

function Progress({ tasks }: { tasks: YearTasks }) {
  const { done, of } = progressOf(tasks);
  if (tasks.businesses.length === 0) return null;
  return (
    <p class="govuk-body">
      {done} of {of} {of === 1 ? 'task' : 'tasks'} with a date {of === 1 ? 'is' : 'are'} done.
    </p>
  );
}

interface BusinessProps extends Pick<
  YearPageProps,
  'tasks' | 'finalising' | 'corrections' | 'costs' | 'rooms' | 'today'
> {
  business: BusinessTasks;
}

function Business({ tasks, business, finalising, corrections, costs, rooms, today }: BusinessProps) {
  const { businessId, typeOfBusiness, quarters } = business;
  const changed = corrections.filter(({ period }) => period.businessId === businessId);
  const isChanged = ({ periodEndDate }: { periodEndDate: string }) =>
    changed.some(({ period }) => period.periodEndDate === periodEndDate);
  const isOnly = tasks.businesses.every(
    (each) => each.businessId === businessId || each.typeOfBusiness !== typeOfBusiness,
  );
  return (
    <>
      <h2 class="govuk-heading-m">
        {businessName(typeOfBusiness)}
        {!isOnly && <span class="qd-note"> {businessId}</span>}
      </h2>
      <TaskList
        idPrefix={businessId}
        items={[
          ...foreignPropertiesItem(tasks, business),
          ...costs
            .filter((each) => each.businessId === businessId)
            .map((each) => financeCostsItem(tasks, each)),
          ...rooms.filter((each) => each.businessId === businessId).map((each) => rentARoomItem(tasks, each)),
          ...quarters.map((each) => quarterItem(each, tasks, isChanged(each.quarter))),
          ...annualSummaryItem(tasks, business),
          ...finalising
            .filter((each) => each.businessId === businessId)
            .map((each) => finaliseItem(tasks, each)),
        ]}
      />
      <Corrections corrections={changed} today={today} />
      {isCumulative(tasks.taxYear) && !tasks.isClosed && (
        <p class="govuk-body">
          <Link href={quarterTypePath({ taxYear: tasks.taxYear, businessId })}>
            Standard or calendar quarters
            <span class="govuk-visually-hidden"> for {businessName(typeOfBusiness)}</span>
          </Link>
        </p>
      )}
    </>
  );
}

function wholeYearItems(
  tasks: YearTasks,
  latest: CalculationView | null,
  isElsewhere: boolean,
): Parameters<typeof TaskList>[0]['items'] {
  const { taxYear, finalDeclaration } = tasks;
  const { standing, dueDate } = finalDeclaration;
  const missing = standing.is === 'waits' && standing.for === 'updates' ? missingUpdates(tasks) : null;
  // What HMRC lists of a year that it closed is a declaration that it never had.
  const isOverdue = standing.is === 'closed' && dueDate !== null;
  const canStart = standing.is !== 'not-yet' && (standing.is !== 'closed' || isOverdue);
  return [
    {
      title: { text: 'Tax calculation' },
      href: taxPath(taxYear),
      status: { text: isElsewhere ? notHere : standingOfTax(tasks, latest) },
    },
    {
      title: { text: 'Final declaration' },
      ...(canStart && { href: declarationPath(taxYear) }),
      ...(dueDate !== null && { hint: { text: dueWords(standing, dueDate) } }),
      status: {
        text:
          isElsewhere && standing.is === 'waits' ? (
            notHere
          ) : isOverdue ? (
            'Was not sent from here, and is overdue by HMRC’s list'
          ) : missing === null ? (
            <WithNotTaken standing={standing} of={`final declaration of ${taxYear}`} newer="An amendment" />
          ) : (
            `After ${missing}`
          ),
      },
    },
  ];
}

const notHere = 'Not through Quarterday';

/** HMRC's figure; or why there is none, since HMRC calculates nothing before it has an update. */
function standingOfTax(
  { businesses, finalDeclaration, isClosed }: YearTasks,
  latest: CalculationView | null,
): string {
  const tax = latest?.figures?.tax;
  if (tax) return taxDue(tax.duePence);
  if (isClosed) return 'Was not asked for here';
  const hasFigures =
    isDeclaredBy(finalDeclaration.standing) ||
    businesses.some(({ quarters }) => quarters.some(({ standing }) => isDone(standing)));
  return hasFigures ? 'Not asked for yet' : 'After your first update';
}
