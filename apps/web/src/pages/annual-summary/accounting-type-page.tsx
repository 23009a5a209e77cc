import { type Hono } from 'hono';
import { type Child } from 'hono/jsx';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type AnnualView } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type AnnualPageDeps } from './deps.ts';
import { annualRoute, findNamed } from './find.ts';
import { businessName } from '../years/words.ts';
import { closed } from '../submissions/refusal-words.tsx';
import { accountingTypePath, type CameFrom, readCameFrom, wayBack } from './way-back.ts';
import { accountingTypeWords } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

const route = `${annualRoute}/accounting-type`;

/** Asks HMRC how accounts are kept by its record, and lets the landlord confirm it or say otherwise. */
export function accountingTypePage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { annual } = deps.submissions;

  type Trouble = Pick<AccountingTypePageProps, 'sentence' | 'error'>;

  async function show(c: AppContext, from: CameFrom, trouble: Trouble = {}) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(
      <AccountingTypePage
        page={c.get('page')}
        view={await annual.view(named.ownerId, named.of)}
        status={await deps.connections.status(named.ownerId)}
        from={from}
        {...trouble}
      />,
      trouble.error === undefined ? (trouble.sentence === undefined ? 200 : 409) : 422,
    );
  }

  app.get(route, (c) => show(c, readCameFrom(c.req.query('from') ?? '')));

  app.post(route, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, of } = named;
    const body = await c.req.parseBody();
    const captured = captureClick(c, body, deps);
    const from = readCameFrom(fieldOf(body, 'from'));
    const { accountingType, isClosed } = await annual.view(ownerId, of);
    if (isClosed) return show(c, from, { sentence: closed });
    if (fieldOf(body, 'then') === 'ask' || !accountingType.canBeConfirmed) {
      const asked = await annual.lookUpAccountingType(ownerId, of, captured);
      return asked.ok ? c.redirect(accountingTypePath(of, from), 303) : show(c, from, asked);
    }
    const chosen = fieldOf(body, 'accountingType');
    if (chosen !== 'CASH' && chosen !== 'ACCRUAL') {
      return show(c, from, { error: 'Select how you keep your accounts' });
    }
    const told = await annual.confirmAccountingType(ownerId, of, chosen, captured);
    return told.ok ? c.redirect(wayBack(from, of).href, 303) : show(c, from, told);
  });
}

interface AccountingTypePageProps {
  page: PageContext;
  view: AnnualView;
  status: ConnectionStatus;
  from: CameFrom;
  /** Why HMRC could not be asked, or refused. */
  sentence?: string | undefined;
  /** What is wrong with the answer. */
  error?: string | undefined;
}

function AccountingTypePage(props: AccountingTypePageProps) {
  const { page, view, from, sentence, error } = props;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`How you keep your accounts in ${view.taxYear}`}
      back={wayBack(from, view)}
      errors={error === undefined ? [] : [{ text: error, href: '#accountingType' }]}
    >
      {sentence !== undefined && <WarningText>{sentence}</WarningText>}
      <span class="govuk-caption-l">
        {businessName(view.typeOfBusiness)}, tax year {view.taxYear}
      </span>
      <h1 class="govuk-heading-l">How you keep your accounts</h1>
      <p class="govuk-body">
        Most landlords use the cash basis: income counts when it is paid to you, and an expense when you pay
        it. With traditional accounting they count when they are earned or owed. Cash basis is what HMRC takes
        for granted unless you tell it otherwise.
      </p>
      <Body {...props} />
    </Page>
  );
}

function Body({ view, status, from, error }: AccountingTypePageProps) {
  const { atHmrc, seenAt, confirmedAt, canBeConfirmed } = view.accountingType;
  if (view.isClosed) return <AsItWas view={view} />;
  if (status !== 'connected') {
    return <ConnectFirst status={status}>first: HMRC has to be asked.</ConnectFirst>;
  }
  const form = { action: accountingTypePath(view), from };
  if (seenAt === null) return <AskHmrc {...form}>See what HMRC has</AskHmrc>;
  const record = recordWords(atHmrc, seenAt);
  if (!canBeConfirmed) {
    return (
      <>
        <p class="govuk-body">
          {record} HMRC takes a change of it through software from tax year 2025-26 on. If it is wrong for{' '}
          {view.taxYear}, please contact HMRC.
        </p>
        <AskHmrc {...form}>Ask HMRC again</AskHmrc>
      </>
    );
  }
  return (
    <form method="post" action={form.action} novalidate {...describesDevice}>
      <DeviceFields />
      <input type="hidden" name="from" value={from} />
      <p class="govuk-body">
        {record}
        {confirmedAt !== null && ' You have confirmed this.'}
      </p>
      <Radios
        name="accountingType"
        fieldset={{ legend: 'How do you keep your accounts for this tax year?' }}
        value={atHmrc ?? 'CASH'}
        errorMessage={error}
        items={[
          { value: 'CASH', text: accountingTypeWords.CASH },
          { value: 'ACCRUAL', text: accountingTypeWords.ACCRUAL },
        ]}
      />
      <p class="govuk-body">Where your answer differs from HMRC’s record, the record is changed.</p>
      <Button name="then" value="confirm" preventDoubleClick>
        Confirm
      </Button>
    </form>
  );
}

/** What is known of a year of which HMRC takes no changes any more. */
function AsItWas({ view: { accountingType, lastDay } }: Pick<AccountingTypePageProps, 'view'>) {
  const { atHmrc, seenAt, confirmedAt } = accountingType;
  return (
    <>
      <InsetText>
        HMRC has taken no changes of this year through software since {formatDate(lastDay)}, so this can’t be
        confirmed or changed here any more. If it was wrong, please contact HMRC.
      </InsetText>
      <p class="govuk-body">
        {seenAt === null
          ? 'HMRC was not asked what it has.'
          : `${recordWords(atHmrc, seenAt)}${confirmedAt === null ? '' : ' You confirmed this.'}`}
      </p>
    </>
  );
}

const recordWords = (atHmrc: AnnualView['accountingType']['atHmrc'], seenAt: Date): string =>
  `${
    atHmrc === null ? 'HMRC holds neither for this tax year' : `HMRC has: ${accountingTypeWords[atHmrc]}`
  }, as of ${formatInstant(seenAt.toISOString())}.`;

/** Looks HMRC's record up. */
const AskHmrc = ({ action, from, children }: { action: string; from: CameFrom; children?: Child }) => (
  <form method="post" action={action} {...describesDevice}>
    <DeviceFields />
    <input type="hidden" name="from" value={from} />
    <Button name="then" value="ask" preventDoubleClick>
      {children}
    </Button>
  </form>
);
