import { Hono } from 'hono';

import {
  countriesAbroad,
  type PropertyEntry,
  type PropertyProblems,
  shareAsPercent,
  unitedKingdom,
  wholeShare,
} from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Checkboxes } from '../../ui/components/checkboxes.tsx';
import { Input } from '../../ui/components/input.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { Select } from '../../ui/components/select.tsx';
import { Textarea } from '../../ui/components/textarea.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { type RecordsPagesDeps } from './deps.ts';
import { fieldOf } from './form.ts';
import { withDone } from './notices.ts';

/** `/records/properties/new` and `/records/properties/ID`: one property, added or changed. */
export function propertyPages({ records }: RecordsPagesDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  async function find(c: AppContext, id: string) {
    const properties = await records.listProperties(signedInPerson(c).id);
    return properties.find((property) => property.id === id);
  }

  async function save(c: AppContext, id?: string) {
    const owner = signedInPerson(c).id;
    const body = await c.req.parseBody();
    const entry = entryOf(body);
    const reworks = fieldOf(body, 'rework') === 'yes';
    const saved =
      id === undefined
        ? await records.addProperty(owner, entry)
        : await records.changeProperty(owner, id, entry, { reworks });
    if (saved.ok) {
      const changed = reworks ? 'property-reworked' : 'property-changed';
      const done = id === undefined ? 'property-added' : changed;
      return c.redirect(withDone('/records/properties', done), 303);
    }
    const property = id === undefined ? undefined : await find(c, id);
    if (saved.reason === 'not-found' || (id !== undefined && !property)) return c.notFound();
    return show(c, { property, entry, problems: saved.problems, reworks });
  }

  app.get('/records/properties/new', (c) =>
    show(c, { property: undefined, entry: { name: '', address: '' }, problems: {} }),
  );
  app.post('/records/properties/new', (c) => save(c));
  app.get('/records/properties/:id', async (c) => {
    const property = await find(c, c.req.param('id'));
    if (!property) return c.notFound();
    const entry = { ...property, share: shareAsPercent(property.shareBasisPoints) };
    return show(c, { property, entry, problems: {} });
  });
  app.post('/records/properties/:id', (c) => save(c, c.req.param('id')));

  return app;
}

interface View {
  /** The one that is changed, as it is; a new one is none yet. */
  property: { id: string; transactions: number } | undefined;
  entry: PropertyEntry;
  problems: PropertyProblems;
  /** Whether the box for it is ticked. */
  reworks?: boolean;
}

function show(c: AppContext, view: View) {
  const { property, entry, problems } = view;
  const id = property?.id;
  const errors = fields.flatMap(({ field, id: place }) =>
    problems[field] === undefined ? [] : [{ text: problems[field], href: `#${place}` }],
  );
  const title = id === undefined ? 'Add a property' : 'Change a property';
  const path = `/records/properties/${id ?? 'new'}`;
  const frame = c.var.page;
  return c.html(
    <Page
      {...frame}
      title={title}
      nav={{ ...frame.nav, current: 'records' }}
      errors={errors}
      back={{ href: '/records/properties', text: 'Properties' }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <form method="post" action={path} novalidate>
        <Input
          name="name"
          label="Name"
          hint="What you call it in your records, such as 12 Mill Lane"
          autocomplete="off"
          value={entry.name}
          errorMessage={problems.name}
        />
        <Textarea
          name="address"
          label="Address (optional)"
          rows={4}
          autocomplete="off"
          value={entry.address}
          errorMessage={problems.address}
        />
        <Where entry={entry} problem={problems.countryCode} />
        <Share {...view} />
        <div class="govuk-button-group">
          <Button preventDoubleClick>Save</Button>
          {id !== undefined && <Link href={`${path}/delete`}>Delete this property</Link>}
        </div>
      </form>
    </Page>,
    errors.length > 0 ? 422 : 200,
  );
}

const fields = [
  { field: 'name', id: 'name' },
  { field: 'address', id: 'address' },
  { field: 'countryCode', id: 'country' },
  { field: 'share', id: 'share' },
] as const;

/** In the UK where the form does not say otherwise; abroad without a country is told as a problem. */
function entryOf(body: Readonly<Record<string, unknown>>): PropertyEntry {
  const isAbroad = fieldOf(body, 'where') === 'abroad';
  return {
    name: fieldOf(body, 'name'),
    address: fieldOf(body, 'address'),
    countryCode: isAbroad ? fieldOf(body, 'country') : unitedKingdom,
    claimsForeignTaxCredit: isAbroad && fieldOf(body, 'relief') === 'yes',
    ...('share' in body && { share: fieldOf(body, 'share') }),
  };
}

function Share({ property, entry, problems, reworks = false }: View) {
  return (
    <>
      <Input
        name="share"
        label="Your share, in per cent"
        hint="100 if you own it alone. If you own it jointly, enter whole amounts: HMRC is sent your share of them"
        suffix="%"
        inputmode="decimal"
        autocomplete="off"
        classes="govuk-input--width-5"
        value={entry.share ?? shareAsPercent(wholeShare)}
        errorMessage={problems.share}
      />
      {property !== undefined && property.transactions > 0 && (
        <Checkboxes
          name="rework"
          values={reworks ? ['yes'] : []}
          hint="A new share counts for transactions that you add from now on. Those that are there keep the share that they were entered with, unless you tick this"
          items={[{ value: 'yes', text: 'Also work out anew the records already entered for this property' }]}
        />
      )}
    </>
  );
}

function Where({ entry, problem }: { entry: PropertyEntry; problem: string | undefined }) {
  const { countryCode = unitedKingdom, claimsForeignTaxCredit = false } = entry;
  const isAbroad = countryCode !== unitedKingdom;
  return (
    <Radios
      name="where"
      value={isAbroad ? 'abroad' : 'uk'}
      fieldset={{ legend: 'Where it is' }}
      hint="To HMRC your properties in the UK are one business, and those abroad another"
      items={[
        { value: 'uk', text: 'In the UK' },
        {
          value: 'abroad',
          text: 'Abroad',
          hint: 'Jersey, Guernsey and the Isle of Man are abroad too',
          conditional: (
            <>
              <Select
                name="country"
                label="Country, if it is abroad"
                value={isAbroad ? countryCode : ''}
                errorMessage={problem}
                items={[
                  { value: '', text: 'Select a country' },
                  ...countriesAbroad.map(({ code, name }) => ({ value: code, text: name })),
                ]}
              />
              <Checkboxes
                name="relief"
                values={claimsForeignTaxCredit ? ['yes'] : []}
                hint="With it, foreign tax counts against your UK tax on the same income. Without it, foreign tax is only taken off the income"
                items={[{ value: 'yes', text: 'I claim Foreign Tax Credit Relief for this property' }]}
              />
            </>
          ),
        },
      ]}
    />
  );
}
