import { Hono } from 'hono';

import { countryName, placeOf } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatShare, isPart } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { ledgerPath } from './ledger-path.ts';
import { countOf, flashOf } from './notices.ts';

/** `/records/properties`: all properties. */
export function propertiesPage({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/records/properties', async (c) => {
    const properties = await records.listProperties(signedInPerson(c).id);
    const frame = c.var.page;
    return c.html(
      <Page
        {...frame}
        title="Properties"
        nav={{ ...frame.nav, current: 'records' }}
        flash={flashOf((name) => c.req.query(name), frame.flash)}
        back={{ href: '/records', text: 'Records' }}
      >
        <h1 class="govuk-heading-l">Properties</h1>
        {properties.length === 0 ? (
          <EmptyState heading="No properties yet">
            Add each home or other building that you let. To HMRC those in the UK are one property business,
            and those abroad another.
          </EmptyState>
        ) : (
          properties.map(({ id, name, address, countryCode, claimsForeignTaxCredit, ...property }) => (
            <SummaryList
              card={{
                title: name,
                actions: {
                  items: [
                    { href: `/records/properties/${id}`, text: 'Change' },
                    { href: `/records/properties/${id}/delete`, text: 'Delete' },
                  ],
                },
              }}
              rows={[
                {
                  key: 'Address',
                  value: { text: address === '' ? 'None' : <AddressLines address={address} /> },
                },
                ...(placeOf(countryCode) === 'uk'
                  ? []
                  : [
                      { key: 'Country', value: countryName(countryCode) },
                      {
                        key: 'Foreign Tax Credit Relief',
                        value: claimsForeignTaxCredit ? 'Claimed' : 'Not claimed',
                      },
                    ]),
                ...(isPart(property.shareBasisPoints)
                  ? [{ key: 'Your share', value: formatShare(property.shareBasisPoints) }]
                  : []),
                {
                  key: 'Records',
                  value: {
                    text: (
                      <Link href={ledgerPath({ propertyId: id })} visuallyHiddenText={`of ${name}`}>
                        {countOf(property.transactions, 'transaction')}
                      </Link>
                    ),
                  },
                },
              ]}
            />
          ))
        )}
        <Button href="/records/properties/new">Add a property</Button>
      </Page>,
    );
  });

  return app;
}

function AddressLines({ address }: { address: string }) {
  return (
    <>
      {address.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
