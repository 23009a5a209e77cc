import { type Hono } from 'hono';

import { isCalculationId, type OneAtHmrc, readCalculatedYear } from '../../domain/calculations/index.ts';
import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type TaxYear, taxYearDates } from '../../domain/tax-year.ts';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { AskHmrc } from './ask-hmrc.tsx';
import { CalculatedTaxParts } from './calculated-tax.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { atHmrcPath, listAtHmrcPath } from './paths.ts';
import { kindName, triggerName } from './words.ts';

/** One calculation of HMRC's list in full, asked for by the person; nothing of it is kept. */
export function atHmrcPage(app: Hono<AppEnv>, deps: CalculationPageDeps): void {
  const { calculations, connections, clock } = deps;
  const path = atHmrcPath(':taxYear', ':calculationId');

  /** What the address names; null where it can be nothing of HMRC's. */
  function named(c: AppContext) {
    const taxYear = readCalculatedYear(c.req.param('taxYear') ?? '', clock.today());
    const calculationId = c.req.param('calculationId') ?? '';
    return taxYear && isCalculationId(calculationId) ? { taxYear, calculationId } : null;
  }

  app.get(path, async (c) => {
    const of = named(c);
    if (!of) return c.html(<NotFound {...c.get('page')} />, 404);
    const status = await connections.status(signedInPerson(c).id);
    return c.html(
      <AtHmrcPage page={c.get('page')} {...of} {...{ status, one: undefined }} today={clock.today()} />,
    );
  });

  app.post(path, async (c) => {
    const of = named(c);
    if (!of) return c.html(<NotFound {...c.get('page')} />, 404);
    const { id: ownerId } = signedInPerson(c);
    const captured = captureClick(c, await c.req.parseBody(), deps);
    const one = await calculations.atHmrc.one({ ...of, ownerId, captured });
    const status = await connections.status(ownerId);
    return c.html(
      <AtHmrcPage page={c.get('page')} {...of} {...{ status, one }} today={clock.today()} />,
      statusOf(one),
    );
  });
}

function statusOf(one: OneAtHmrc): 200 | 404 | 409 {
  if (one.ok) return 200;
  return one.reason === 'not-ready' ? 404 : 409;
}

interface AtHmrcPageProps {
  page: PageContext;
  taxYear: TaxYear;
  calculationId: string;
  status: ConnectionStatus;
  one: OneAtHmrc | undefined;
  today: string;
}

function AtHmrcPage({ page, taxYear, calculationId, status, one, today }: AtHmrcPageProps) {
  const name = one?.ok ? kindName(one.calculation.kind) : 'A calculation that HMRC has';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`${name}, tax year ${taxYear}`}
      back={{ href: listAtHmrcPath(taxYear), text: `Calculations that HMRC has of ${taxYear}` }}
      wide
    >
      {one?.ok === false && <WarningText>{one.sentence}</WarningText>}
      <span class="govuk-caption-l">Tax year {taxYear}</span>
      <h1 class="govuk-heading-l">{name}</h1>
      {one?.ok && <Shown one={one} isOver={today > taxYearDates(taxYear).end} />}
      {!one?.ok && <SummaryList rows={[reference('HMRC’s number of the calculation', calculationId)]} />}
      <AskHmrc
        path={atHmrcPath(taxYear, calculationId)}
        status={status}
        text={one?.ok ? 'Ask HMRC again' : 'Ask HMRC for this calculation'}
      />
      <p class="govuk-body">It is shown as HMRC has it when you ask, and not kept by Quarterday.</p>
    </Page>
  );
}

function Shown({ one, isOver }: { one: Extract<OneAtHmrc, { ok: true }>; isOver: boolean }) {
  const { calculation, askedAt, correlationId } = one;
  const { calculationId, madeAt, kind, trigger, figures } = calculation;
  return (
    <>
      <CalculatedTaxParts figures={figures} type={kind} isOver={isOver} />
      <SummaryList
        rows={[
          ...(madeAt ? [{ key: 'Made', value: formatInstant(madeAt.toISOString()) }] : []),
          { key: 'Set off by', value: triggerName(trigger) },
          { key: 'HMRC was asked', value: formatInstant(askedAt.toISOString()) },
          reference('HMRC’s number of the calculation', calculationId),
          ...(correlationId === null ? [] : [reference('HMRC’s reference', correlationId)]),
        ]}
      />
    </>
  );
}

const reference = (key: string, text: string) => ({ key, value: { text, classes: 'qd-reference' } });
