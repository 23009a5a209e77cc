import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type StatementRefusal, type StatementView } from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { readSubmitClick } from '../submissions/submit-form.tsx';
import { submissionPath } from '../submissions/words.ts';
import { yearPath } from '../years/paths.ts';
import { businessWords, statementRoute } from './paths.ts';
import { StatementForm } from './statement-form.tsx';
import { Withdrawn } from './withdrawn.tsx';
import { refusalWords } from './words.ts';
import { YearSoFar } from './year-so-far.tsx';

/** The End of Period Statement of a business and year: what it is, what HMRC has, and the declaration; or that there is none. */
export function statementPage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { statements } = deps.submissions;

  function find(c: AppContext) {
    const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
    return statements.find(signedInPerson(c).id, named);
  }

  async function show(c: AppContext, refusal?: StatementRefusal) {
    const of = await find(c);
    if (!of) return c.html(<NotFound {...c.get('page')} />, 404);
    const { id } = signedInPerson(c);
    const [view, status] = await Promise.all([statements.view(id, of), deps.connections.status(id)]);
    return c.html(<StatementPage page={c.get('page')} {...{ view, status, refusal }} />, refusal ? 409 : 200);
  }

  app.get(statementRoute, (c) => show(c));

  app.post(statementRoute, async (c) => {
    const of = await find(c);
    if (!of) return c.html(<NotFound {...c.get('page')} />, 404);
    const { agree } = await c.req.parseBody();
    const click = { ...(await readSubmitClick(c, deps)), agreed: agree === 'yes' };
    const result = await statements.request(click, of);
    return result.ok ? c.redirect(submissionPath(result.submissionId), 303) : show(c, result);
  });
}

interface StatementPageProps {
  page: PageContext;
  view: StatementView;
  status: ConnectionStatus;
  refusal: StatementRefusal | undefined;
}

function StatementPage({ page, view, status, refusal }: StatementPageProps) {
  const isUnticked = refusal?.reason === 'not-agreed';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`End of Period Statement for ${view.taxYear}`}
      back={{ href: yearPath(view.taxYear), text: `Tax year ${view.taxYear}` }}
      errors={isUnticked ? [{ text: refusalWords('not-agreed'), href: '#agree' }] : []}
    >
      {refusal && !isUnticked && (
        <WarningText>
          {refusalWords(refusal.reason)} Nothing was sent.
          {refusal.reason === 'in-flight' && refusal.submissionId !== null && (
            <>
              {' '}
              <Link href={submissionPath(refusal.submissionId)}>See how it is going</Link>
            </>
          )}
        </WarningText>
      )}
      <span class="govuk-caption-l">
        {businessWords[view.typeOfBusiness]}, tax year {view.taxYear}
      </span>
      <h1 class="govuk-heading-l">End of Period Statement</h1>
      {view.standing === 'no-such-year' || view.standing === 'withdrawn' ? (
        <Withdrawn {...view} />
      ) : (
        <>
          <p class="govuk-body">
            With the End of Period Statement you tell HMRC that what it has of one business for one accounting
            period is complete. It comes after the last update and the annual summary of that year, and before
            the final declaration. HMRC takes it once.
          </p>
          <YearSoFar view={view} />
          <StatementForm
            {...{ view, status }}
            errorMessage={isUnticked ? refusalWords('not-agreed') : undefined}
          />
        </>
      )}
    </Page>
  );
}
