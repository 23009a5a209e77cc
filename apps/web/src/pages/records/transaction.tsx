import { Hono } from 'hono';

import {
  type Transaction,
  type TransactionEntry,
  type TransactionProblems,
} from '../../domain/records/index.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { datePartsOf, readDate, type ReadDate } from '../../domain/tax-year.ts';
import { fieldOf, penceAsField } from './form.ts';
import { flashOf, withDone } from './notices.ts';
import { errorsOf, TransactionFields, type TransactionForm } from './transaction-fields.tsx';

/** `/records/transactions/new` and `/records/transactions/ID`: one transaction, added or changed. */
export function transactionPages({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  async function show(
    c: AppContext,
    view: { id?: string; form: TransactionForm; date?: ReadDate; problems?: TransactionProblems },
  ) {
    const { id, form, date, problems = {} } = view;
    const owner = signedInPerson(c).id;
    const properties = await records.listProperties(owner);
    const kept = id === undefined ? undefined : await records.findTransaction(owner, id);
    const frame = c.var.page;
    const errors = errorsOf(problems, date);
    const title = id === undefined ? 'Add a transaction' : 'Change a transaction';
    return c.html(
      <Page
        {...frame}
        title={title}
        nav={{ ...frame.nav, current: 'records' }}
        flash={flashOf((name) => c.req.query(name), frame.flash)}
        errors={errors}
        back={{ href: '/records', text: 'Records' }}
      >
        <h1 class="govuk-heading-l">{title}</h1>
        {properties.length === 0 ? (
          <p class="govuk-body">
            Each transaction belongs to a property.{' '}
            <Link href="/records/properties/new">Add your first property</Link>, then come back.
          </p>
        ) : (
          <TransactionFields {...{ id, form, properties, kept, problems, date }} />
        )}
      </Page>,
      errors.length > 0 ? 422 : 200,
    );
  }

  async function save(c: AppContext, id?: string) {
    const owner = signedInPerson(c).id;
    const body = await c.req.parseBody();
    const form = formOf(body);
    const date = readDate(form.date);
    const entry: TransactionEntry = { ...form, date: date.ok ? date.date : '' };
    const saved =
      id === undefined
        ? await records.addTransaction(owner, entry)
        : await records.changeTransaction(owner, id, entry);
    if (saved.ok) {
      if (id !== undefined) return c.redirect(withDone('/records', 'transaction-changed'), 303);
      const again = `/records/transactions/new?property=${entry.propertyId}`;
      const next = fieldOf(body, 'then') === 'another' ? again : '/records';
      return c.redirect(withDone(next, 'transaction-added'), 303);
    }
    if (saved.reason === 'not-found') return c.notFound();
    return show(c, { ...(id !== undefined && { id }), form, date, problems: saved.problems });
  }

  app.get('/records/transactions/new', (c) =>
    show(c, { form: { ...emptyForm, propertyId: c.req.query('property') ?? '' } }),
  );
  app.post('/records/transactions/new', (c) => save(c));
  app.get('/records/transactions/:id', async (c) => {
    const transaction = await records.findTransaction(signedInPerson(c).id, c.req.param('id'));
    if (!transaction) return c.notFound();
    return show(c, { id: transaction.id, form: filledForm(transaction) });
  });
  app.post('/records/transactions/:id', (c) => save(c, c.req.param('id')));

  return app;
}

const emptyForm: TransactionForm = {
  date: { day: '', month: '', year: '' },
  propertyId: '',
  category: '',
  description: '',
  moneyIn: '',
  moneyOut: '',
};

function formOf(body: Readonly<Record<string, unknown>>): TransactionForm {
  return {
    date: {
      day: fieldOf(body, 'date-day'),
      month: fieldOf(body, 'date-month'),
      year: fieldOf(body, 'date-year'),
    },
    propertyId: fieldOf(body, 'property'),
    category: fieldOf(body, 'category'),
    description: fieldOf(body, 'description'),
    moneyIn: fieldOf(body, 'money-in'),
    moneyOut: fieldOf(body, 'money-out'),
  };
}

function filledForm(transaction: Transaction): TransactionForm {
  const { date, propertyId, category, description, wholeInPence, wholeOutPence } = transaction;
  return {
    date: datePartsOf(date),
    propertyId,
    category,
    description,
    moneyIn: wholeInPence > 0 ? penceAsField(wholeInPence) : '',
    moneyOut: wholeOutPence > 0 ? penceAsField(wholeOutPence) : '',
  };
}
