import { type Hono } from 'hono';

import { type ExpenseStyleView } from '../../domain/submissions/index.ts';
import { isCalendarDate } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { formatPence } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type SubmissionPageDeps } from './deps.ts';
import { businessWords, expenseStylePath, oneTotalLimit, reviewPath } from './words.ts';

/** Asks whether a year's expenses go to HMRC in their categories or as one total. */
export function expenseStylePage(
  app: Hono<AppEnv>,
  { submissions }: Pick<SubmissionPageDeps, 'submissions'>,
): void {
  const route = '/years/:taxYear/expenses/:businessId';

  async function find(c: AppContext) {
    const ownerId = signedInPerson(c).id;
    const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
    const view = await submissions.expenseStyles.view(ownerId, named);
    return view && { ownerId, view };
  }

  app.get(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const quarter = quarterOf(c.req.query('quarter'));
    return c.html(<ExpenseStylePage page={c.get('page')} view={found.view} quarter={quarter} />);
  });

  app.post(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, view } = found;
    const body = await c.req.parseBody();
    const style = fieldOf(body, 'style');
    const quarter = quarterOf(fieldOf(body, 'quarter'));
    const show = (error: string) =>
      c.html(<ExpenseStylePage page={c.get('page')} view={view} quarter={quarter} error={error} />, 422);
    if (style !== 'itemised' && style !== 'consolidated') return show('Select how to report expenses');
    const isKept = await submissions.expenseStyles.choose(ownerId, view, style);
    return isKept ? c.redirect(backPath(view, quarter), 303) : show(tooMuch(view));
  });
}

/** The last day of the quarter that the landlord came from. */
const quarterOf = (text: string | undefined): string | null =>
  text !== undefined && isCalendarDate(text) ? text : null;

const backPath = ({ businessId }: ExpenseStyleView, quarter: string | null): string =>
  quarter === null ? '/updates' : reviewPath({ businessId, periodEndDate: quarter });

const tooMuch = ({ turnoverPence, taxYear }: ExpenseStyleView): string =>
  `Your records of ${taxYear} hold ${formatPence(turnoverPence)} of income for this business, which is not under ${oneTotalLimit}`;

interface ExpenseStylePageProps {
  page: PageContext;
  view: ExpenseStyleView;
  quarter: string | null;
  error?: string | undefined;
}

function ExpenseStylePage({ page, view, quarter, error }: ExpenseStylePageProps) {
  const { taxYear, typeOfBusiness } = view;
  const title = 'How to report expenses';
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={`${title} in ${taxYear}`}
      back={{ href: backPath(view, quarter), text: quarter === null ? 'Quarterly updates' : 'Your update' }}
      errors={error === undefined ? [] : [{ text: error, href: '#style' }]}
    >
      <span class="govuk-caption-l">
        {businessWords[typeOfBusiness]}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        A landlord whose income from {whatIsLet[typeOfBusiness]} is under {oneTotalLimit} in the tax year,
        before expenses, may give HMRC one total of expenses. From that amount on HMRC wants each expense in
        its category.
      </p>
      <p class="govuk-body">
        Residential property finance costs, such as mortgage interest, always stay out of the total: HMRC
        gives relief for them in another way.
        {typeOfBusiness === 'foreign-property' &&
          ' The choice is for all your property abroad together: HMRC takes one way for all.'}
      </p>
      <p class="govuk-body">
        Your records keep their categories either way, and the sums are the same. You can change your mind in
        a later update, since each holds the whole year so far.
      </p>
      <Question view={view} quarter={quarter} error={error} />
    </Page>
  );
}

const whatIsLet = { 'uk-property': 'UK property', 'foreign-property': 'property abroad' } as const;

function Question({ view, quarter, error }: Omit<ExpenseStylePageProps, 'page'>) {
  const { style, turnoverPence, mayBeOneTotal, taxYear } = view;
  const ofQuarter = quarter !== null && <input type="hidden" name="quarter" value={quarter} />;
  if (!mayBeOneTotal) {
    return (
      <>
        <InsetText>{tooMuch(view)}. So each expense has to go in its category.</InsetText>
        {style === 'consolidated' && (
          <form method="post" action={expenseStylePath(view)}>
            {ofQuarter}
            <Button name="style" value="itemised" preventDoubleClick>
              Report each expense in its category
            </Button>
          </form>
        )}
      </>
    );
  }
  return (
    <form method="post" action={expenseStylePath(view)} novalidate>
      {ofQuarter}
      <p class="govuk-body">
        Your records of {taxYear} hold {formatPence(turnoverPence)} of income for this business. If you expect{' '}
        {oneTotalLimit} or more by the end of the year, keep to categories.
      </p>
      <Radios
        name="style"
        fieldset={{ legend: 'How should expenses be reported?' }}
        value={style}
        errorMessage={error}
        items={[
          { value: 'itemised', text: 'Each expense in its category' },
          { value: 'consolidated', text: 'One total, and residential finance costs beside it' },
        ]}
      />
      <Button preventDoubleClick>Save</Button>
    </form>
  );
}
