import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { pleaseReconnect, type QuarterTypeView } from '../../domain/submissions/index.ts';
import { firstCalendarQuarters, type QuarterType } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type SubmissionPageDeps } from './deps.ts';
import { businessWords, periodName, quarterTypePath } from './words.ts';
import { TransactionsLink } from '../years/days-between.tsx';
import { ConnectFirst } from '../connect-button.tsx';

/** Which quarters HMRC has for a business, and the choice of others where it may be made. */
export function quarterTypePage(app: Hono<AppEnv>, deps: SubmissionPageDeps): void {
  const { submissions, connections } = deps;
  const route = '/years/:taxYear/quarters/:businessId';

  async function find(c: AppContext) {
    const ownerId = signedInPerson(c).id;
    const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
    const view = await submissions.quarterTypes.view(ownerId, named);
    return view && { ownerId, view };
  }

  async function show(c: AppContext, trouble: { sentence?: string; error?: string } = {}) {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const status = await connections.status(found.ownerId);
    return c.html(
      <QuarterTypePage page={c.get('page')} view={found.view} status={status} {...trouble} />,
      trouble.error !== undefined ? 422 : trouble.sentence !== undefined ? 409 : 200,
    );
  }

  app.get(route, (c) => show(c));

  app.post(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, view } = found;
    const body = await c.req.parseBody();
    const captured = captureClick(c, body, deps);
    const type = fieldOf(body, 'type');
    if (type !== 'standard' && type !== 'calendar') {
      return show(c, { error: 'Select which quarters you want' });
    }
    const told = await submissions.quarterTypes.choose(ownerId, view, type, captured);
    return told.ok ? c.redirect('/updates?checked=quarters', 303) : show(c, told);
  });
}

interface QuarterTypePageProps {
  page: PageContext;
  view: QuarterTypeView;
  status: ConnectionStatus;
  /** Why HMRC could not be told, or what it said. */
  sentence?: string | undefined;
  /** What is wrong with the answer. */
  error?: string | undefined;
}

const typeWords = {
  standard: 'Quarters from the 6th, with the tax year',
  calendar: 'Calendar quarters, by whole months',
} as const satisfies Record<QuarterType, string>;

function QuarterTypePage({ page, view, status, sentence, error }: QuarterTypePageProps) {
  const { taxYear, typeOfBusiness, type, quarters } = view;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`Your quarters in ${taxYear}`}
      back={{ href: '/updates', text: 'Quarterly updates' }}
      errors={error === undefined ? [] : [{ text: error, href: '#type' }]}
    >
      {sentence !== undefined && <WarningText>{sentence}</WarningText>}
      <span class="govuk-caption-l">
        {businessWords[typeOfBusiness]}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">Your quarters</h1>
      <Unanswered view={view} status={status} />
      <p class="govuk-body">By the dates that HMRC listed last, it has: {typeWords[type].toLowerCase()}.</p>
      <ul class="govuk-list govuk-list--bullet">
        {quarters.map((quarter) => (
          <li>
            {periodName(quarter)}, due {formatDate(quarter.dueDate)}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        Calendar quarters are for landlords who keep their books by whole months, from 1 April to 31 March.
        Each update then ends with a month instead of on the 5th. The days by which updates are due stay as
        they are. HMRC keeps the choice for later tax years too, until you change it.
      </p>
      <Choice view={view} status={status} error={error} />
    </Page>
  );
}

/** What is known of a choice whose answer did not come. */
function Unanswered({ view: { unanswered }, status }: Pick<QuarterTypePageProps, 'view' | 'status'>) {
  if (!unanswered) return null;
  const chosen = `“${typeWords[unanswered.type]}”`;
  if (unanswered.state === 'not-taken') {
    return (
      <InsetText>
        You chose {chosen}, and HMRC’s record does not have it. Choose again if you still want these quarters.
      </InsetText>
    );
  }
  return (
    <InsetText>
      You chose {chosen}, and it is not known yet whether HMRC has it, so we keep asking HMRC.{' '}
      {status === 'connected'
        ? `We ask again at about ${formatInstant(unanswered.nextAskAt.toISOString())}. You need not do anything, but wait with your update until then.`
        : `${status === 'expired' ? pleaseReconnect : 'Connect your HMRC account'}: then we ask again.`}
    </InsetText>
  );
}

function Choice({ view, status, error }: Pick<QuarterTypePageProps, 'view' | 'status' | 'error'>) {
  const { type, fixedBy, taxYear, lostByStandard } = view;
  if (fixedBy !== null) return <InsetText>{fixedWords[fixedBy]}</InsetText>;
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to choose other quarters.</ConnectFirst>;
  }
  return (
    <>
      {type === 'standard' && (
        <>
          <p class="govuk-body">
            In the first year of calendar quarters the first of them still starts on 6 April. In {taxYear}{' '}
            they would end on:
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {firstCalendarQuarters(taxYear).map(({ end }) => (
              <li>{formatDate(end)}</li>
            ))}
          </ul>
        </>
      )}
      {lostByStandard && (
        <WarningText>
          With quarters from the 6th the days from {formatDate(lostByStandard.from)} to{' '}
          {formatDate(lostByStandard.to)} would be in no update: the calendar quarters of the year before
          ended, and yours would begin on the 6th.{' '}
          {lostByStandard.transactions > 0 && (
            <>
              Your records have <TransactionsLink days={lostByStandard} /> of these days.{' '}
            </>
          )}
          By their dates they belong to tax year {lostByStandard.taxYear}, to which you would add them by an
          adjustment when you finalise it.
        </WarningText>
      )}
      <form method="post" action={quarterTypePath(view)} novalidate {...describesDevice}>
        <Radios
          name="type"
          fieldset={{ legend: `Which quarters do you want from ${taxYear} on?` }}
          value={type}
          errorMessage={error}
          items={[
            { value: 'standard', text: typeWords.standard },
            { value: 'calendar', text: typeWords.calendar },
          ]}
        />
        <DeviceFields />
        <Button preventDoubleClick>Tell HMRC</Button>
      </form>
    </>
  );
}

const fixedWords = {
  year: 'HMRC takes another choice for the tax year under way alone, so these stay as they are.',
  update:
    'HMRC takes another choice before the first update of a tax year alone, so these stay as they are until the next one.',
} as const;
