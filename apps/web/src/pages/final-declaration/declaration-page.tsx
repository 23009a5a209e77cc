import { randomUUID } from 'node:crypto';

import { type Hono } from 'hono';
import { z } from 'zod';

import { readCalculatedYear } from '../../domain/calculations/index.ts';
import { type DeclarationType, isDeclared, type StartRefusal } from '../../domain/submissions/index.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { type CalculationPageDeps } from '../calculations/deps.ts';
import { Unconfirmed } from './accounting.tsx';
import { type BeforeDeclaring, readBefore } from './before.ts';
import { agreementPath, declarationPath } from './paths.ts';
import { RefusalWords, StartForm } from './start-form.tsx';
import { Tasks } from './tasks.tsx';
import { Unfinalised } from './unfinalised.tsx';
import { UnlistedBusinesses } from '../years/without-quarters.tsx';
import { yearPath } from '../years/paths.ts';

const fields = z.object({
  calculation: z.uuid().catch(() => randomUUID()),
  otherIncome: z.enum(['none', 'elsewhere', 'not-yet']).optional().catch(undefined),
  type: z.enum(['final-declaration', 'confirm-amendment']).catch('final-declaration'),
});

/** Why the form was not taken. */
type Problem = StartRefusal | { reason: 'other-income-missing' | 'other-income-not-yet' };

/** What must be done before a tax year is declared, and the way to HMRC's figures for it. */
export function declarationPage(app: Hono<AppEnv>, deps: CalculationPageDeps): void {
  const { submissions, clock } = deps;
  const path = declarationPath(':taxYear');
  const yearOf = (c: AppContext) => readCalculatedYear(c.req.param('taxYear') ?? '', clock.today());

  async function show(c: AppContext, problem?: Problem, chosen?: string) {
    const { id } = signedInPerson(c);
    const taxYear = yearOf(c);
    if (!taxYear) return c.html(<NotFound {...c.get('page')} />, 404);
    const before = await readBefore(deps, id, taxYear);
    return c.html(
      <DeclarationPage page={c.get('page')} {...{ before, problem, chosen }} />,
      problem ? 409 : 200,
    );
  }

  app.get(path, (c) => show(c));

  app.post(path, async (c) => {
    const taxYear = yearOf(c);
    if (!taxYear) return show(c);
    const form = await c.req.parseBody();
    const { calculation: id, otherIncome, type } = fields.parse(form);
    if (otherIncome === undefined) return show(c, { reason: 'other-income-missing' });
    if (otherIncome === 'not-yet') return show(c, { reason: 'other-income-not-yet' }, otherIncome);
    const started = await submissions.declarations.start({
      ownerId: signedInPerson(c).id,
      id,
      taxYear,
      type,
      otherIncome,
      captured: captureClick(c, form, deps),
    });
    if (!started.ok) return show(c, started, otherIncome);
    return c.redirect(agreementPath({ taxYear, id: started.calculation }), 303);
  });
}

interface DeclarationPageProps {
  page: PageContext;
  before: BeforeDeclaring;
  problem: Problem | undefined;
  /** The answer about other income that came with it. */
  chosen: string | undefined;
}

function DeclarationPage({ page, before, problem, chosen }: DeclarationPageProps) {
  const { year, accounts, unfinalised, unconfirmed, unlisted } = before;
  const type: DeclarationType = isDeclared(year) ? 'confirm-amendment' : 'final-declaration';
  const isMissing = problem?.reason === 'other-income-missing';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Final declaration for ${year.taxYear}`}
      back={{ href: yearPath(year.taxYear), text: `Tax year ${year.taxYear}` }}
      errors={isMissing ? [{ text: otherIncomeMissing, href: '#otherIncome' }] : []}
    >
      {problem && !isMissing && <RefusalWords problem={problem} />}
      <span class="govuk-caption-l">Tax year {year.taxYear}</span>
      <h1 class="govuk-heading-l">Final declaration</h1>
      <p class="govuk-body">
        With the final declaration you tell HMRC that everything it has for the tax year is complete. HMRC
        then makes your bill of it. It is usually due on 31 January after the tax year.
      </p>
      <Tasks year={year} accounts={accounts} />
      <UnlistedBusinesses taxYear={year.taxYear} businesses={unlisted} />
      <Unconfirmed taxYear={year.taxYear} businesses={unconfirmed} />
      <Unfinalised taxYear={year.taxYear} businesses={unfinalised} />
      <StartForm {...{ before, type, chosen }} errorMessage={isMissing ? otherIncomeMissing : undefined} />
    </Page>
  );
}

const otherIncomeMissing = 'Say whether there is other income that Quarterday does not send';
