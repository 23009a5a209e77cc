import { type Hono } from 'hono';
import { type Child } from 'hono/jsx';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type AnnualView, pleaseReconnect } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type AnnualPageDeps } from './deps.ts';
import { annualRoute, findNamed } from './find.ts';
import { businessName } from '../years/words.ts';
import { accountingTypePathOf, accountingTypeWords, annualPath } from './words.ts';
import { ConnectButton } from '../connect-button.tsx';

const route = `${annualRoute}/accounting-type`;

/** Asks HMRC how accounts are kept by its record, and lets the landlord confirm it or say otherwise. */
export function accountingTypePage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { annual } = deps.submissions;

  async function show(c: AppContext, trouble: Pick<AccountingTypePageProps, 'sentence' | 'error'> = {}) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(
      <AccountingTypePage
        page={c.get('page')}
        view={await annual.view(named.ownerId, named.of)}
        status={await deps.connections.status(named.ownerId)}
        {...trouble}
      />,
      trouble.error === undefined ? (trouble.sentence === undefined ? 200 : 409) : 422,
    );
  }

  app.get(route, (c) => show(c));

  app.post(route, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, of } = named;
    const body = await c.req.parseBody();
    const captured = captureClick(c, body, deps);
    const { canBeConfirmed } = (await annual.view(ownerId, of)).accountingType;
    if (fieldOf(body, 'then') === 'ask' || !canBeConfirmed) {
      const asked = await annual.lookUpAccountingType(ownerId, of, captured);
      return asked.ok ? c.redirect(accountingTypePathOf(of), 303) : show(c, asked);
    }
    const chosen = fieldOf(body, 'accountingType');
    if (chosen !== 'CASH' && chosen !== 'ACCRUAL') {
      return show(c, { error: 'Select how you keep your accounts' });
    }
    const told = await annual.confirmAccountingType(ownerId, of, chosen, captured);
    return told.ok ? c.redirect(annualPath(of), 303) : show(c, told);
  });
}

interface AccountingTypePageProps {
  page: PageContext;
  view: AnnualView;
  status: ConnectionStatus;
  /** Why HMRC could not be asked, or refused. */
  sentence?: string | undefined;
  /** What is wrong with the answer. */
  error?: string | undefined;
}

function AccountingTypePage({ page, view, status, sentence, error }: AccountingTypePageProps) {
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`How you keep your accounts in ${view.taxYear}`}
      back={{ href: annualPath(view), text: 'Annual summary' }}
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
      <Body view={view} status={status} error={error} />
    </Page>
  );
}

function Body({ view, status, error }: Pick<AccountingTypePageProps, 'view' | 'status' | 'error'>) {
  const { atHmrc, seenAt, confirmedAt, canBeConfirmed } = view.accountingType;
  if (status !== 'connected') {
    return (
      <>
        <p class="govuk-body">
          {status === 'expired' ? pleaseReconnect : 'Connect your HMRC account'} first: HMRC has to be asked.
        </p>
        <ConnectButton status={status} />
      </>
    );
  }
  const action = accountingTypePathOf(view);
  if (seenAt === null) return <AskHmrc action={action}>See what HMRC has</AskHmrc>;
  const record = `${
    atHmrc === null ? 'HMRC holds neither for this tax year' : `HMRC has: ${accountingTypeWords[atHmrc]}`
  }, as of ${formatInstant(seenAt.toISOString())}.`;
  if (!canBeConfirmed) {
    return (
      <>
        <p class="govuk-body">
          {record} HMRC takes a change of it through software from tax year 2025-26 on. If it is wrong for{' '}
          {view.taxYear}, please contact HMRC.
        </p>
        <AskHmrc action={action}>Ask HMRC again</AskHmrc>
      </>
    );
  }
  return (
    <form method="post" action={action} novalidate {...describesDevice}>
      <DeviceFields />
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

/** Looks HMRC's record up. */
const AskHmrc = ({ action, children }: { action: string; children?: Child }) => (
  <form method="post" action={action} {...describesDevice}>
    <DeviceFields />
    <Button name="then" value="ask" preventDoubleClick>
      {children}
    </Button>
  </form>
);
