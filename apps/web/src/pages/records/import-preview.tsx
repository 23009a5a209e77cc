import { Hono } from 'hono';

import { countryName, type ImportPreview, placeOf, type RowProblem } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { Table } from '../../ui/components/table.tsx';
import { formatPence, formatShare, isPart } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { fieldOf } from './form.ts';
import { countOf, withDone, withImported } from './notices.ts';
import { TransactionsTable } from './transactions-table.tsx';

const mostRowsShown = 20;
const mostProblemsShown = 200;

/** `/records/import/ID`: what a file would add, and the person's choice. */
export function importPreviewPage({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/records/import/:id', async (c) => {
    const preview = await records.previewImport(signedInPerson(c).id, c.req.param('id'));
    return preview ? showPreview(c, preview) : showGone(c);
  });

  app.post('/records/import/:id', async (c) => {
    const owner = signedInPerson(c).id;
    const id = c.req.param('id');
    const choice = fieldOf(await c.req.parseBody(), 'choice');
    if (choice === 'cancel') {
      const dropped = await records.dropImport(owner, id);
      return dropped ? c.redirect(withDone('/records/import', 'import-cancelled'), 303) : showGone(c);
    }
    const result = await records.confirmImport(owner, id, { goodRowsOnly: choice === 'good-rows' });
    if (result.ok) return c.redirect(withImported('/records', result.added), 303);
    if (result.reason === 'not-found') return showGone(c);
    // Bad rows are left out only by choosing so: back to where the choice is.
    return c.redirect(`/records/import/${id}`, 303);
  });

  return app;
}

/** Also what an import of somebody else's looks like. */
function showGone(c: AppContext) {
  const frame = c.var.page;
  return c.html(
    <Page {...frame} title="This import is not waiting" nav={{ ...frame.nav, current: 'records' }}>
      <h1 class="govuk-heading-l">This import is not waiting</h1>
      <p class="govuk-body">
        It may be done already, it may have been cancelled, or it waited for more than a day. Nothing was
        changed just now.
      </p>
      <p class="govuk-body">
        <Link href="/records">See your records</Link> or{' '}
        <Link href="/records/import">choose a file again</Link>.
      </p>
    </Page>,
    404,
  );
}

function showPreview(c: AppContext, preview: ImportPreview) {
  const frame = c.var.page;
  const { problems, toAdd } = preview;
  const title = problems.length > 0 ? 'Some rows can’t be imported' : 'Check what will be added';
  return c.html(
    <Page
      {...frame}
      title={title}
      nav={{ ...frame.nav, current: 'records' }}
      back={{ href: '/records/import', text: 'Choose another file' }}
      wide
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {problems.length > 0 && <Problems problems={problems} />}
      {problems.length > 0 && <h2 class="govuk-heading-m">The good rows</h2>}
      <Facts preview={preview} />
      <Choices preview={preview} />
      {toAdd.length > 0 && (
        <>
          <h2 class="govuk-heading-m">
            {toAdd.length > mostRowsShown
              ? `The first ${mostRowsShown} rows to be added`
              : 'Rows to be added'}
          </h2>
          <TransactionsTable caption="Rows to be added" lines={toAdd.slice(0, mostRowsShown)} />
        </>
      )}
    </Page>,
  );
}

function Problems({ problems }: { problems: readonly RowProblem[] }) {
  const left = problems.length - mostProblemsShown;
  return (
    <>
      <p class="govuk-body">
        Nothing is imported yet. Correct {problems.length === 1 ? 'this row' : 'these rows'} in your file and
        choose it again, or import the good rows alone.
      </p>
      <Table
        caption={`${countOf(problems.length, 'row')} to correct`}
        captionClasses="govuk-table__caption--m"
        head={['Line', 'What to correct']}
        firstCellIsHeader
        rows={problems.slice(0, mostProblemsShown).map(({ line, reasons }) => [
          String(line),
          {
            text: (
              <>
                {reasons.map((reason) => (
                  <div>{reason}</div>
                ))}
              </>
            ),
          },
        ])}
      />
      {left > 0 && <p class="govuk-body">And {countOf(left, 'row')} more.</p>}
    </>
  );
}

function Facts({ preview }: { preview: ImportPreview }) {
  const { fileName, toAdd, alreadyThere, newProperties, moneyInPence, moneyOutPence } = preview;
  return (
    <SummaryList
      rows={[
        { key: 'File', value: fileName },
        { key: 'To be added', value: countOf(toAdd.length, 'transaction') },
        { key: 'Already in your records', value: countOf(alreadyThere, 'transaction') },
        ...(newProperties.length > 0
          ? [{ key: 'New properties', value: { text: <Lines lines={newProperties.map(propertyWords)} /> } }]
          : []),
        { key: 'Money in', value: formatPence(moneyInPence) },
        { key: 'Money out', value: formatPence(moneyOutPence) },
      ]}
    />
  );
}

/** A property, with its country where it is abroad and the share where it is owned jointly. */
const propertyWords = ({ name, countryCode, shareBasisPoints }: ImportPreview['newProperties'][number]) =>
  [
    name,
    ...(placeOf(countryCode) === 'uk' ? [] : [countryName(countryCode)]),
    ...(isPart(shareBasisPoints) ? [`your share ${formatShare(shareBasisPoints)}`] : []),
  ].join(', ');

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="govuk-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function Choices({ preview }: { preview: ImportPreview }) {
  const { id, toAdd, problems } = preview;
  const isClean = problems.length === 0;
  return (
    <form method="post" action={`/records/import/${id}`}>
      {toAdd.length === 0 && (
        <p class="govuk-body">
          {preview.goodRows === 0
            ? 'No row can be imported.'
            : 'These rows are in your records already. There is nothing to add.'}
        </p>
      )}
      <div class="govuk-button-group">
        {!isClean && <Button href="/records/import">Choose a corrected file</Button>}
        {toAdd.length > 0 && (
          <Button
            name="choice"
            value={isClean ? 'all' : 'good-rows'}
            variant={isClean ? undefined : 'secondary'}
            preventDoubleClick
          >
            {isClean
              ? `Import ${countOf(toAdd.length, 'transaction')}`
              : `Import the ${countOf(toAdd.length, 'good row')}`}
          </Button>
        )}
        <Button name="choice" value="cancel" variant="secondary">
          Cancel
        </Button>
      </div>
    </form>
  );
}
