import { randomUUID } from 'node:crypto';

import { type Hono } from 'hono';
import { z } from 'zod';

import {
  type CalculationRequest,
  type CalculationView,
  readCalculatedYear,
} from '../../domain/calculations/index.ts';
import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type SubmissionView } from '../../domain/submissions/index.ts';
import { addYears, lastDayToAmend, type TaxYear, taxYearDates, taxYearOf } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Table } from '../../ui/components/table.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant, formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { connectionRefusals } from '../connection-refusals.ts';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { declarationPath } from '../final-declaration/paths.ts';
import { CalculatedTaxParts } from './calculated-tax.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { balancePath, calculationPath, listAtHmrcPath, taxPath } from './paths.ts';
import { stateWords, typeWords } from './words.ts';
import { yearPath } from '../years/paths.ts';
import { ConnectFirst } from '../connect-button.tsx';

type Refusal = Extract<CalculationRequest, { ok: false }> | { reason: 'closed' };

const fields = z.object({ calculation: z.uuid().catch(() => randomUUID()) });

/** A tax year's newest figures of HMRC's, the way to new ones, and all that were. */
export function taxPage(app: Hono<AppEnv>, deps: CalculationPageDeps): void {
  const { calculations, connections, submissions, clock } = deps;
  const path = '/years/:taxYear/tax';
  const yearOf = (c: AppContext) => readCalculatedYear(c.req.param('taxYear') ?? '', clock.today());

  async function show(c: AppContext, refusal?: Refusal) {
    const { id } = signedInPerson(c);
    const taxYear = yearOf(c);
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const [all, sent, status] = await Promise.all([
      calculations.ofYear(id, taxYear),
      submissions.all(id),
      connections.status(id),
    ]);
    return c.html(
      <TaxPage
        page={c.get('page')}
        {...{ taxYear, all, status, refusal }}
        today={clock.today()}
        sent={sent.filter((each) => each.taxYear === taxYear && each.status === 'submitted')}
      />,
      refusal ? 409 : 200,
    );
  }

  app.get(path, (c) => show(c));

  app.post(path, async (c) => {
    const taxYear = yearOf(c);
    if (!taxYear) return show(c);
    if (clock.today() > lastDayToAmend(taxYear)) return show(c, { reason: 'closed' });
    const form = await c.req.parseBody();
    const asked = await calculations.request({
      ownerId: signedInPerson(c).id,
      id: fields.parse(form).calculation,
      taxYear,
      type: 'in-year',
      captured: captureClick(c, form, deps),
    });
    return asked.ok ? c.redirect(calculationPath({ taxYear, id: asked.id }), 303) : show(c, asked);
  });
}

interface TaxPageProps {
  page: PageContext;
  taxYear: TaxYear;
  /** The newest first. */
  all: readonly CalculationView[];
  /** What HMRC has taken for this year. */
  sent: readonly SubmissionView[];
  status: ConnectionStatus;
  today: string;
  refusal: Refusal | undefined;
}

function TaxPage({ page, taxYear, all, sent, status, today, refusal }: TaxPageProps) {
  const current = taxYear === taxYearOf(today);
  const isClosed = today > lastDayToAmend(taxYear);
  const title = current ? 'Tax so far' : `Tax for ${taxYear}`;
  const newest = all.find((each) => each.state === 'ready');
  const waiting = all.find((each) => each.state === 'waiting');
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={title}
      back={{ href: yearPath(taxYear), text: `Tax year ${taxYear}` }}
      wide
    >
      {refusal && <WarningText>{refusalWords[refusal.reason]} HMRC was not asked.</WarningText>}
      <span class="govuk-caption-l">Tax year {taxYear}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {isClosed ? <Closed taxYear={taxYear} /> : <AskForm {...{ taxYear, status, waiting, current }} />}
      {newest && <Newest calculation={newest} sent={sent} isOver={!current} />}
      {!newest && (
        <p class="govuk-body">
          {isClosed
            ? 'No figures of HMRC’s were asked for here.'
            : 'No figures of HMRC’s were asked for here yet. They need at least one update that HMRC has taken for this year.'}
        </p>
      )}
      {all.length > 0 && <History all={all} />}
      <p class="govuk-body">
        <Link href={listAtHmrcPath(taxYear)}>All calculations that HMRC has of {taxYear}</Link>, whichever
        software they were asked for with
      </p>
      <p class="govuk-body">
        <Link href={declarationPath(taxYear)}>Final declaration for {taxYear}</Link>
        {' · '}
        <Link href={balancePath}>What you owe HMRC</Link>
        {' · '}
        <Link href={taxPath(yearBefore(taxYear))}>Tax for {yearBefore(taxYear)}</Link>
      </p>
    </Page>
  );
}

const yearBefore = (taxYear: TaxYear): TaxYear => taxYearOf(addYears(taxYearDates(taxYear).start, -1));

const refusalWords = {
  ...connectionRefusals,
  closed: 'HMRC takes no changes of this tax year any more.',
} as const satisfies Record<Refusal['reason'], string>;

function Closed({ taxYear }: { taxYear: TaxYear }) {
  return (
    <InsetText>
      HMRC has taken no changes of this year through software since {formatDate(lastDayToAmend(taxYear))}. You
      can read what was worked out; HMRC’s online account has what was declared.
    </InsetText>
  );
}

interface AskFormProps {
  taxYear: string;
  status: ConnectionStatus;
  waiting: CalculationView | undefined;
  current: boolean;
}

function AskForm({ taxYear, status, waiting, current }: AskFormProps) {
  if (waiting) {
    return (
      <InsetText>
        HMRC is calculating. <Link href={calculationPath(waiting)}>See how it is going</Link>
      </InsetText>
    );
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to have HMRC work out your tax.</ConnectFirst>;
  }
  return (
    <form method="post" action={taxPath(taxYear)} {...describesDevice}>
      <input type="hidden" name="calculation" value={randomUUID()} />
      <DeviceFields />
      <Button preventDoubleClick>{current ? 'Work out my tax so far' : 'Work out my tax'}</Button>
    </form>
  );
}

interface NewestProps {
  calculation: CalculationView;
  sent: readonly SubmissionView[];
  /** Whether its tax year is over. */
  isOver: boolean;
}

/** HMRC's newest figures, with the time that they are of, and whether HMRC has taken more since. */
export function Newest({ calculation, sent, isOver }: NewestProps) {
  const { figures, requestedAt, triggeredAt, type } = calculation;
  const seenAt = triggeredAt ?? requestedAt;
  if (!figures) return null;
  const isOld = sent.some(
    ({ kind, latest }) =>
      kind !== 'final-declaration' && latest.finishedAt !== null && latest.finishedAt > seenAt,
  );
  return (
    <>
      <p class="govuk-body">
        {typeWords[type]}, as HMRC saw it on{' '}
        <Link href={calculationPath(calculation)}>{formatInstant(seenAt.toISOString())}</Link>.
      </p>
      {isOld && <WarningText>HMRC has taken more since then, so this figure is out of date.</WarningText>}
      <CalculatedTaxParts {...{ figures, type, isOver }} />
    </>
  );
}

function History({ all }: { all: readonly CalculationView[] }) {
  return (
    <Table
      caption="Calculations asked for here"
      captionClasses="govuk-table__caption--m"
      stacked
      firstCellIsHeader
      head={['Asked for', 'What', 'Where it stands', { text: 'Due', format: 'numeric' }]}
      rows={all.map((each) => [
        {
          text: <Link href={calculationPath(each)}>{formatInstant(each.requestedAt.toISOString())}</Link>,
        },
        `${typeWords[each.type]}${each.askedBy === 'update' ? ', after an update' : ''}`,
        stateWords[each.state],
        { text: each.figures?.tax ? formatPence(each.figures.tax.duePence) : '–', format: 'numeric' },
      ])}
    />
  );
}
