import { type Hono } from 'hono';

import { type CalculationView } from '../../domain/calculations/index.ts';
import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type CarriedForward as CarriedForwardCosts, type LossYear } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { yearPath } from '../years/paths.ts';
import { CarriedForward } from './carried-forward.tsx';
import { type LossPageDeps } from './deps.ts';
import { HeldLosses } from './held.tsx';
import { lossesPath } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

/** What HMRC has of a tax year's losses, what can be changed, and what is carried forward. */
export function lossesPage(app: Hono<AppEnv>, deps: LossPageDeps): void {
  const { losses } = deps.submissions;
  const route = lossesPath(':taxYear');

  async function show(c: AppContext, sentence?: string) {
    const ownerId = signedInPerson(c).id;
    const taxYear = losses.readYear(c.req.param('taxYear') ?? '');
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const [year, status, calculated, carried] = await Promise.all([
      losses.year(ownerId, taxYear),
      deps.connections.status(ownerId),
      deps.calculations.ofYear(ownerId, taxYear),
      deps.submissions.financeCosts.carriedForward(ownerId, taxYear),
    ]);
    const latest = calculated.find(({ state }) => state === 'ready') ?? null;
    return c.html(
      <LossesPage page={c.get('page')} {...{ year, status, latest, carried, sentence }} />,
      sentence === undefined ? 200 : 409,
    );
  }

  app.get(route, (c) => show(c));

  app.post(route, async (c) => {
    const taxYear = losses.readYear(c.req.param('taxYear') ?? '');
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const captured = captureClick(c, await c.req.parseBody(), deps);
    const asked = await losses.look(signedInPerson(c).id, taxYear, captured);
    return asked.ok ? c.redirect(lossesPath(taxYear), 303) : show(c, asked.sentence);
  });
}

interface LossesPageProps {
  page: PageContext;
  year: LossYear;
  status: ConnectionStatus;
  /** The newest calculation that HMRC has made of the year. */
  latest: CalculationView | null;
  /** Finance costs that go on into the next year. */
  carried: CarriedForwardCosts | null;
  sentence: string | undefined;
}

function LossesPage({ page, year, status, latest, carried, sentence }: LossesPageProps) {
  const { taxYear, businesses, isClosed, lastDay } = year;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Losses of ${taxYear}`}
      back={{ href: yearPath(taxYear), text: `Tax year ${taxYear}` }}
      wide
    >
      {sentence !== undefined && <WarningText>{sentence}</WarningText>}
      <span class="govuk-caption-l">Tax year {taxYear}</span>
      <h1 class="govuk-heading-l">Losses</h1>
      <p class="govuk-body">
        HMRC sets losses of earlier years against the profit of the same business by itself, and carries
        forward what is left. Tell it of losses it does not know, and say so where a loss is to be used in
        another way.
      </p>
      {isClosed && <InsetText>HMRC takes no changes of this tax year since {formatDate(lastDay)}.</InsetText>}
      {businesses.length === 0 && <p class="govuk-body">HMRC has told of no property business of yours.</p>}
      {businesses.map((business) => (
        <HeldLosses year={year} business={business} />
      ))}
      {businesses.length > 0 && <Ask taxYear={taxYear} status={status} />}
      <CarriedForward year={year} latest={latest} carried={carried} />
    </Page>
  );
}

function Ask({ taxYear, status }: { taxYear: string; status: ConnectionStatus }) {
  if (status !== 'connected') {
    return (
      <div id="ask">
        <ConnectFirst status={status}>to see what HMRC has.</ConnectFirst>
      </div>
    );
  }
  return (
    <form id="ask" method="post" action={lossesPath(taxYear)} {...describesDevice}>
      <DeviceFields />
      <Button variant="secondary" preventDoubleClick>
        See what HMRC has
      </Button>
    </form>
  );
}
