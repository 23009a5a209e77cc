import { Hono } from 'hono';
import { type Child } from 'hono/jsx';

import { type Property } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { ledgerPath } from './ledger-path.ts';
import { countOf, withDone } from './notices.ts';

/** `/records/properties/ID/delete`: asks before a property goes, and says why one can't. */
export function deletePropertyPage({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  async function find(c: AppContext, id: string) {
    const properties = await records.listProperties(signedInPerson(c).id);
    return properties.find((property) => property.id === id);
  }

  app.get('/records/properties/:id/delete', async (c) => {
    const property = await find(c, c.req.param('id'));
    if (!property) return c.notFound();
    return property.transactions > 0 ? showRefusal(c, property) : showQuestion(c, property);
  });

  app.post('/records/properties/:id/delete', async (c) => {
    const id = c.req.param('id');
    const deleted = await records.deleteProperty(signedInPerson(c).id, id);
    if (deleted.ok) return c.redirect(withDone('/records/properties', 'property-deleted'), 303);
    const property = deleted.reason === 'not-found' ? undefined : await find(c, id);
    if (!property) return c.notFound();
    switch (deleted.reason) {
      case 'at-hmrc':
        return showReason(c, property, <AtHmrc />);
      case 'has-finance-costs':
        return showReason(c, property, <HasFinanceCosts />);
      default:
        return showRefusal(c, property, 409);
    }
  });

  return app;
}

function showQuestion(c: AppContext, { id, name }: Property) {
  const frame = c.var.page;
  const title = `Delete ${name}?`;
  return c.html(
    <Page
      {...frame}
      title={title}
      nav={{ ...frame.nav, current: 'records' }}
      back={{ href: '/records/properties', text: 'Properties' }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">It has no transactions, so no figures change.</p>
      <form method="post" action={`/records/properties/${id}/delete`}>
        <div class="govuk-button-group">
          <Button variant="warning" preventDoubleClick>
            Delete property
          </Button>
          <Link href="/records/properties">Keep it</Link>
        </div>
      </form>
    </Page>,
  );
}

function showRefusal(c: AppContext, property: Property & { transactions: number }, status: 200 | 409 = 200) {
  const { id, name, transactions } = property;
  const frame = c.var.page;
  const title = `${name} can’t be deleted yet`;
  return c.html(
    <Page
      {...frame}
      title={title}
      nav={{ ...frame.nav, current: 'records' }}
      back={{ href: '/records/properties', text: 'Properties' }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        It has {countOf(transactions, 'transaction')}, which count towards your figures. Delete them first, or
        move them to another property.
      </p>
      <p class="govuk-body">
        <Link href={ledgerPath({ propertyId: id })}>See its transactions</Link>
      </p>
    </Page>,
    status,
  );
}

function showReason(c: AppContext, { name }: Property, reason: Child) {
  const frame = c.var.page;
  const title = `${name} can’t be deleted yet`;
  return c.html(
    <Page
      {...frame}
      title={title}
      nav={{ ...frame.nav, current: 'records' }}
      back={{ href: '/records/properties', text: 'Properties' }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{reason}</p>
    </Page>,
    409,
  );
}

const AtHmrc = () => (
  <>
    HMRC has it on its list of your foreign properties. If it was registered by mistake, tell HMRC so first,
    on the page of your <Link href="/updates">quarterly updates</Link> under “Foreign properties at HMRC”.
  </>
);

const HasFinanceCosts = () => (
  <>
    You bring finance costs of earlier years forward for it, which count towards your figures. Take them out
    first, in your <Link href="/years">tax year</Link> under “Finance costs brought forward”.
  </>
);
