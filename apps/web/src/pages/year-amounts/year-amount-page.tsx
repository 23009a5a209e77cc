import { type Hono } from 'hono';

import { isCalendarDate } from '../../domain/tax-year.ts';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Link } from '../../ui/link.tsx';
import { expenseStylePath, reviewPath } from '../submissions/words.ts';
import { yearPath } from '../years/paths.ts';

/** A business and tax year whose amounts are entered. */
interface View {
  businessId: string;
  taxYear: string;
  isClosed: boolean;
  isLeftOut: boolean;
}

interface Problem {
  field: string;
  text: string;
}

/** What a page of amounts shows. */
export interface YearAmountProps<Of extends View> {
  page: PageContext;
  view: Of;
  /** The last day of the quarter whose review the landlord came from. */
  quarter: string | null;
  /** What was typed, where something was wrong with it. */
  typed?: Readonly<Record<string, string>>;
  problems?: readonly Problem[];
  isSaved?: boolean;
}

interface YearAmountPage<Of extends View> {
  /** Names the tax year and the business. */
  route: string;
  view: (ownerId: string, named: { businessId: string; taxYear: string }) => Promise<Of | null>;
  save: (
    ownerId: string,
    of: Of,
    typed: Readonly<Record<string, string>>,
  ) => Promise<{ ok: true } | { ok: false; problems: readonly Problem[] }>;
  fieldsOf: (view: Of) => readonly string[];
  path: (view: Of) => string;
  render: (props: YearAmountProps<Of>) => ReturnType<typeof NotFound>;
}

/** A page on which a landlord enters amounts of a tax year that no transaction tells, from the year or from an update's review. */
export function yearAmountPage<Of extends View>(app: Hono<AppEnv>, amounts: YearAmountPage<Of>): void {
  const { route, path, render } = amounts;

  async function find(c: AppContext) {
    const ownerId = signedInPerson(c).id;
    const named = { businessId: c.req.param('businessId') ?? '', taxYear: c.req.param('taxYear') ?? '' };
    const view = await amounts.view(ownerId, named);
    return view && { ownerId, view };
  }

  app.get(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const quarter = quarterOf(c.req.query('quarter'));
    const isSaved = c.req.query('done') !== undefined;
    return c.html(render({ page: c.get('page'), view: found.view, quarter, isSaved }));
  });

  app.post(route, async (c) => {
    const found = await find(c);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, view } = found;
    const body = await c.req.parseBody();
    const quarter = quarterOf(fieldOf(body, 'quarter'));
    const typed = Object.fromEntries(
      amounts.fieldsOf(view).map((name) => [name, fieldOf(body, name).slice(0, 100)]),
    );
    const saved = await amounts.save(ownerId, view, typed);
    if (saved.ok) {
      const { businessId } = view;
      const next =
        quarter === null ? `${path(view)}?done=saved` : reviewPath({ businessId, periodEndDate: quarter });
      return c.redirect(next, 303);
    }
    const { problems } = saved;
    return c.html(render({ page: c.get('page'), view, quarter, typed, problems }), view.isClosed ? 409 : 422);
  });
}

const quarterOf = (text: string | undefined): string | null =>
  text !== undefined && isCalendarDate(text) ? text : null;

/** Where a page of amounts leads back to. */
export const backOf = (
  { taxYear, businessId }: View,
  quarter: string | null,
): { href: string; text: string } =>
  quarter === null
    ? { href: yearPath(taxYear), text: `Tax year ${taxYear}` }
    : { href: reviewPath({ businessId, periodEndDate: quarter }), text: 'Your update' };

/** What is said once amounts are saved. */
export const savedWords = ({ taxYear, isLeftOut }: View): string =>
  isLeftOut
    ? 'Saved. Nothing was sent to HMRC, and nothing will be while your updates leave out expenses.'
    : `Saved. Nothing was sent to HMRC: the next update of ${taxYear} that you send holds it.`;

/** Says where the amounts go nowhere, since the year's updates leave expenses out. */
export function LeftOut({ view }: { view: View }) {
  if (!view.isLeftOut) return null;
  return (
    <InsetText>
      You chose to report no expenses of this business in {view.taxYear}, to claim the property income
      allowance. So your updates leave out what you enter here.{' '}
      <Link href={expenseStylePath(view)}>Change how you report expenses</Link>
    </InsetText>
  );
}
