import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type BusinessYear, type PropertyAtHmrc } from '../../domain/submissions/index.ts';
import { isCalendarDate } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { reviewPathOf } from '../annual-summary/words.ts';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type ForeignPropertiesDeps } from './deps.ts';
import { findNamed } from './find.ts';
import { foreignPropertiesPath, foreignPropertiesRoute } from './paths.ts';
import { type ListedOther, Others } from './others.tsx';
import { PropertyCard } from './property-card.tsx';

/** What HMRC has of each property abroad, and the buttons that tell it more. */
export function listPage(app: Hono<AppEnv>, deps: ForeignPropertiesDeps): void {
  const { foreignRegistrations } = deps.submissions;

  async function show(c: AppContext, told: { sentence?: string; others?: readonly ListedOther[] } = {}) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(
      <ListPage
        page={c.get('page')}
        of={named.of}
        properties={await foreignRegistrations.list(named.ownerId, named.of)}
        status={await deps.connections.status(named.ownerId)}
        done={c.req.query('done')}
        {...told}
      />,
      told.sentence === undefined ? 200 : 409,
    );
  }

  app.get(foreignPropertiesRoute, (c) => show(c));

  app.post(foreignPropertiesRoute, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, of } = named;
    const body = await c.req.parseBody();
    const captured = captureClick(c, body, deps);
    const then = fieldOf(body, 'then');
    if (then === 'check') {
      const looked = await foreignRegistrations.lookUp(ownerId, of, captured);
      return show(c, looked.ok ? { others: looked.others } : looked);
    }
    const propertyId = fieldOf(body, 'property');
    if (then === 'link') {
      const hmrcPropertyId = fieldOf(body, 'atHmrc');
      const told = await foreignRegistrations.link(ownerId, of, { propertyId, hmrcPropertyId }, captured);
      return told.ok ? c.redirect(`${foreignPropertiesPath(of)}?done=linked`, 303) : show(c, told);
    }
    const found = await foreignRegistrations.one(ownerId, of, propertyId);
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const wish = then === 'rename' ? { name: found.property.name } : { end: null };
    const told =
      then === 'register'
        ? await foreignRegistrations.register(ownerId, of, propertyId, captured)
        : await foreignRegistrations.change(ownerId, of, propertyId, wish, captured);
    if (!told.ok) return show(c, told);
    return c.redirect(
      reviewNamed(of, fieldOf(body, 'review')) ?? `${foreignPropertiesPath(of)}?done=yes`,
      303,
    );
  });
}

/** The review that a form was part of; null where it was part of none. */
function reviewNamed(of: BusinessYear, review: string): string | null {
  if (review === 'annual-summary') return reviewPathOf(of);
  return isCalendarDate(review) ? `/updates/${encodeURIComponent(of.businessId)}/${review}` : null;
}

interface ListPageProps {
  page: PageContext;
  of: BusinessYear;
  properties: readonly PropertyAtHmrc[];
  status: ConnectionStatus;
  done: string | undefined;
  /** Why HMRC could not be asked or told, or refused. */
  sentence?: string;
  /** Those on HMRC's list that are none of ours, once it was asked. */
  others?: readonly ListedOther[];
}

const flashes: Partial<Record<string, string>> = {
  yes: 'HMRC’s list is changed.',
  linked:
    'The property on HMRC’s list is linked to yours. Its figures are sent under HMRC’s id of it from now on.',
};

function ListPage({ page, of, properties, status, done, sentence, others }: ListPageProps) {
  const flash = flashes[done ?? ''];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title="Foreign properties at HMRC"
      back={{ href: '/updates', text: 'Quarterly updates' }}
      {...(flash !== undefined && sentence === undefined && { flash: { kind: 'success', text: flash } })}
    >
      {sentence !== undefined && <WarningText>{sentence}</WarningText>}
      <span class="govuk-caption-l">Foreign property, tax year {of.taxYear}</span>
      <h1 class="govuk-heading-l">Foreign properties at HMRC</h1>
      <p class="govuk-body">
        From tax year 2026-27 HMRC takes figures of each foreign property on its own, and keeps a list of them
        for each tax year. These are your properties abroad, and what HMRC’s list says of them.
      </p>
      {others !== undefined && <Others of={of} others={others} properties={properties} />}
      {properties.length === 0 ? (
        <EmptyState
          heading="No properties abroad yet"
          actions={<Button href="/records/properties/new">Add a property</Button>}
        >
          <p class="govuk-body">A property is abroad when you give it another country than the UK.</p>
        </EmptyState>
      ) : (
        properties.map((each) => <PropertyCard of={of} {...each} isConnected={status === 'connected'} />)
      )}
      {status === 'connected' ? (
        <form method="post" action={foreignPropertiesPath(of)} {...describesDevice}>
          <DeviceFields />
          <Button name="then" value="check" variant="secondary" preventDoubleClick>
            Check with HMRC
          </Button>
        </form>
      ) : (
        <p class="govuk-body">
          <Link href="/settings/hmrc-connection">Connect your HMRC account</Link> to register or change a
          property.
        </p>
      )}
    </Page>
  );
}
