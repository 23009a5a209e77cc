import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { categories, mostFileBytes, sampleLedger } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { FileUpload } from '../../ui/components/file-upload.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { categoryWords } from './category-items.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { flashOf } from './notices.ts';

/** What a browser sends around the file. */
const envelopeBytes = 100_000;
const tooLarge = 'The file must be 1 MB or smaller';

/** `/records/import`: a CSV file is chosen and read. */
export function importPage({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/records/import', (c) => show(c));

  app.get('/records/import/example.csv', (c) => {
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="quarterday-example.csv"');
    // Without the mark, older spreadsheet programs take the file for another encoding.
    return c.body(`\uFEFF${sampleLedger.replaceAll('\n', '\r\n')}`);
  });

  app.post(
    '/records/import',
    bodyLimit({
      maxSize: mostFileBytes + envelopeBytes,
      onError: (c: AppContext) => show(c, { problem: tooLarge, status: 413 }),
    }),
    async (c) => {
      const { file } = await c.req.parseBody();
      // A form sent without a choice has a file without a name.
      if (!(file instanceof File) || (file.name === '' && file.size === 0)) {
        return show(c, { problem: 'Select a CSV file', status: 422 });
      }
      if (file.size > mostFileBytes) return show(c, { problem: tooLarge, status: 413 });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await records.readImport(signedInPerson(c).id, file.name, bytes);
      if (!read.ok) return show(c, { problem: read.reason, status: 422 });
      return c.redirect(`/records/import/${read.id}`, 303);
    },
  );

  return app;
}

function show(c: AppContext, refusal?: { problem: string; status: 413 | 422 }) {
  const frame = c.var.page;
  return c.html(
    <Page
      {...frame}
      title="Import a CSV file"
      nav={{ ...frame.nav, current: 'records' }}
      flash={flashOf((name) => c.req.query(name), frame.flash)}
      errors={refusal && [{ text: refusal.problem, href: '#file' }]}
      back={{ href: '/records', text: 'Records' }}
    >
      <h1 class="govuk-heading-l">Import a CSV file</h1>
      <p class="govuk-body">
        You see what would be added before anything is. Transactions that you have already are not added
        twice.
      </p>
      <form method="post" action="/records/import" enctype="multipart/form-data" novalidate>
        <FileUpload
          name="file"
          label="CSV file"
          hint="Up to 1 MB and 10,000 rows"
          attributes={{ accept: '.csv,text/csv' }}
          errorMessage={refusal?.problem}
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
      <Shape />
    </Page>,
    refusal?.status ?? 200,
  );
}

function Shape() {
  return (
    <>
      <h2 class="govuk-heading-m">What the file must look like</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          The first line names the columns: Date, Property, Category, Description, Money in, Money out. Their
          order does not matter.
        </li>
        <li>Dates have the day first, like 08/04/2026.</li>
        <li>Each row has an amount in pounds in Money in or in Money out, not in both.</li>
        <li>
          Amounts are whole, as on your bank statement. Of a property that you own jointly, your share of them
          is recorded.
        </li>
        <li>A property that you do not have yet is created.</li>
        <li>
          A column Country may be added for properties abroad, with the country’s name or its three letters,
          such as Spain or ESP. Where it is empty, a new property is in the UK.
        </li>
        <li>
          A column Your share may be added, in per cent, for amounts of which another share is yours than you
          have of the property now. Where it is empty, your share of the property counts.
        </li>
        <li>Amounts from abroad are in pounds too: change them from the other currency first.</li>
      </ul>
      <p class="govuk-body">
        <Link href="/records/import/example.csv">Download an example file</Link>
      </p>
      <Details summaryText="Names of the categories">
        <ul class="govuk-list">
          {categories.map((category) => (
            <li>{categoryWords(category)}</li>
          ))}
        </ul>
      </Details>
    </>
  );
}
