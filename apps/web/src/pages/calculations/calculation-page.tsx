import { type Hono } from 'hono';

import { type CalculationView } from '../../domain/calculations/index.ts';
import { parseTaxYear, taxYearDates } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { streamNews } from '../live-news.ts';
import { CalculatedTaxParts } from './calculated-tax.tsx';
import { type CalculationPageDeps } from './deps.ts';
import { calculationPath, taxPath } from './paths.ts';
import { Waiting } from './waiting.tsx';
import { typeWords } from './words.ts';

/** One calculation, from the wait to HMRC's figures. */
export function calculationPage(
  app: Hono<AppEnv>,
  { calculations, announcements, clock }: CalculationPageDeps,
): void {
  const path = '/years/:taxYear/calculations/:id';

  async function find(c: AppContext): Promise<CalculationView | null> {
    const found = await calculations.one(signedInPerson(c).id, c.req.param('id') ?? '');
    return found?.taxYear === c.req.param('taxYear') ? found : null;
  }

  app.get(path, async (c) => {
    const calculation = await find(c);
    if (!calculation) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(<CalculationPage page={c.get('page')} calculation={calculation} today={clock.today()} />);
  });

  app.get(`${path}/events`, async (c) => {
    const calculation = await find(c);
    return calculation ? streamNews(c, announcements, `calculation:${calculation.id}`) : c.notFound();
  });
}

interface CalculationPageProps {
  page: PageContext;
  calculation: CalculationView;
  today: string;
}

function CalculationPage({ page, calculation, today }: CalculationPageProps) {
  const { taxYear, type, state } = calculation;
  const year = parseTaxYear(taxYear);
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`${typeWords[type]}, tax year ${taxYear}`}
      back={{ href: taxPath(taxYear), text: `Tax for ${taxYear}` }}
      wide
      scripts={state === 'waiting' ? ['submission.js'] : []}
    >
      <span class="govuk-caption-l">Tax year {taxYear}</span>
      <h1 class="govuk-heading-l">{typeWords[type]}</h1>
      <CalculationParts
        calculation={calculation}
        isOver={year !== undefined && today > taxYearDates(year).end}
      />
    </Page>
  );
}

/** A calculation as far as it is: waited for, failed, or there. */
export function CalculationParts({
  calculation,
  isOver,
}: {
  calculation: CalculationView;
  /** Whether its tax year is over. */
  isOver: boolean;
}) {
  const { state, failure, figures, type } = calculation;
  const path = calculationPath(calculation);
  return (
    <>
      {state === 'waiting' && <Waiting path={path} events={`${path}/events`} />}
      {failure && (
        <>
          <WarningText>{failure.sentence}</WarningText>
          {failure.reconnect && <Button href="/settings/hmrc-connection">Go to HMRC Connection</Button>}
        </>
      )}
      {figures && <CalculatedTaxParts {...{ figures, type, isOver }} />}
      <SummaryList
        rows={[
          { key: 'Asked for', value: formatInstant(calculation.requestedAt.toISOString()) },
          ...(calculation.finishedAt
            ? [
                {
                  key: state === 'ready' ? 'Received' : 'Ended',
                  value: formatInstant(calculation.finishedAt.toISOString()),
                },
              ]
            : []),
          ...reference('HMRC’s number of the calculation', calculation.calculationId),
          ...reference('HMRC’s reference', calculation.correlationId),
        ]}
      />
    </>
  );
}

const reference = (key: string, text: string | null) =>
  text === null ? [] : [{ key, value: { text, classes: 'qd-reference' } }];
