import { type Hono } from 'hono';

import {
  type CalculationInList,
  type ListAtHmrc,
  readCalculatedYear,
} from '../../domain/calculations/index.ts';
import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type TaxYear } from '../../domain/tax-year.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Table } from '../../ui/components/table.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate, formatInstant, formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link, safeHref } from '../../ui/link.tsx';
import { captureClick } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { AskHmrc } from './ask-hmrc.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { atHmrcPath, calculationPath, listAtHmrcPath, taxPath } from './paths.ts';
import { kindName, outcomeName, triggerName } from './words.ts';

/** HMRC's own list of a tax year's calculations, asked for by the person; nothing of it is kept. */
export function listAtHmrcPage(app: Hono<AppEnv>, deps: CalculationPageDeps): void {
  const { calculations, connections, clock } = deps;
  const path = listAtHmrcPath(':taxYear');
  const yearOf = (c: AppContext) => readCalculatedYear(c.req.param('taxYear') ?? '', clock.today());

  app.get(path, async (c) => {
    const taxYear = yearOf(c);
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const status = await connections.status(signedInPerson(c).id);
    return c.html(<ListPage page={c.get('page')} {...{ taxYear, status }} list={undefined} />);
  });

  app.post(path, async (c) => {
    const taxYear = yearOf(c);
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const { id: ownerId } = signedInPerson(c);
    const captured = captureClick(c, await c.req.parseBody(), deps);
    const list = await calculations.atHmrc.list({ ownerId, taxYear, captured });
    const status = await connections.status(ownerId);
    return c.html(<ListPage page={c.get('page')} {...{ taxYear, status, list }} />, list.ok ? 200 : 409);
  });
}

interface ListPageProps {
  page: PageContext;
  taxYear: TaxYear;
  status: ConnectionStatus;
  list: ListAtHmrc | undefined;
}

function ListPage({ page, taxYear, status, list }: ListPageProps) {
  const all = list?.ok ? list.all : [];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Calculations that HMRC has of ${taxYear}`}
      back={{ href: taxPath(taxYear), text: `Tax for ${taxYear}` }}
      wide
    >
      {list?.ok === false && <WarningText>{list.sentence}</WarningText>}
      <span class="govuk-caption-l">Tax year {taxYear}</span>
      <h1 class="govuk-heading-l">Calculations that HMRC has</h1>
      {list?.ok && <Told all={all} askedAt={list.askedAt} />}
      <AskHmrc path={listAtHmrcPath(taxYear)} status={status} text="Ask HMRC for its list">
        {all.length > 0 && <ListTable {...{ taxYear, all }} />}
      </AskHmrc>
      <p class="govuk-body">
        HMRC makes a calculation when somebody asks for one with software, and some by itself. Quarterday
        keeps only those that were asked for here. The others come from other software, from HMRC itself, or
        from a request made here whose answer was lost. Each is shown as HMRC has it when you ask, and not
        kept.
      </p>
    </Page>
  );
}

function Told({ all, askedAt }: { all: readonly CalculationInList[]; askedAt: Date }) {
  const asked = formatInstant(askedAt.toISOString());
  if (all.length === 0) {
    return <p class="govuk-body-l">HMRC was asked on {asked}: it holds no calculation of this tax year.</p>;
  }
  return (
    <>
      <p class="govuk-body">As HMRC had it on {asked}.</p>
      <InsetText>
        An estimate is not a bill. Each of these rests only on what HMRC had received about your income and
        costs when it was made, and can change as more arrives.
      </InsetText>
    </>
  );
}

function ListTable({ taxYear, all }: { taxYear: TaxYear; all: readonly CalculationInList[] }) {
  return (
    <Table
      caption="HMRC’s list"
      captionClasses="govuk-table__caption--m"
      stacked
      firstCellIsHeader
      head={['Made', 'What', 'Set off by', 'Outcome', { text: 'Due', format: 'numeric' }, 'In full']}
      rows={all.map((each, index) => [
        whenMade(each),
        `${kindName(each.kind)}${each.until === null ? '' : `, up to ${formatDate(each.until)}`}`,
        each.trigger === null ? 'HMRC’s list does not say' : triggerName(each.trigger),
        outcomeName(each),
        { text: each.duePence === null ? '–' : formatPence(each.duePence), format: 'numeric' },
        { text: <InFull {...{ taxYear }} number={index + 1} calculation={each} /> },
      ])}
    />
  );
}

const whenMade = ({ madeAt }: CalculationInList): string =>
  madeAt ? formatInstant(madeAt.toISOString()) : 'HMRC’s list does not say';

/** Ours of it, and the way to HMRC's where ours has no figures. */
function InFull({
  taxYear,
  number,
  calculation,
}: {
  taxYear: TaxYear;
  /** Its place in the list: two may be made within a minute. */
  number: number;
  calculation: CalculationInList;
}) {
  const { own, calculationId, isAskable } = calculation;
  const which = `number ${number} of the list, made ${whenMade(calculation)}`;
  return (
    <>
      {own && (
        <Link href={calculationPath(own)} visuallyHiddenText={which}>
          Asked for here
        </Link>
      )}
      {own && !own.isReady && ' '}
      {own?.isReady !== true && isAskable && (
        <button
          type="submit"
          class="qd-text-button"
          formaction={safeHref(atHmrcPath(taxYear, calculationId))}
        >
          Ask HMRC for it<span class="govuk-visually-hidden"> {which}</span>
        </button>
      )}
      {!own && !isAskable && '–'}
    </>
  );
}
