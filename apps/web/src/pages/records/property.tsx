import { Hono } from 'hono';

import { type PropertyEntry, type PropertyProblems } from '../../domain/records/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
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

  async function save(c: AppContext, id?: string) {
    const owner = signedInPerson(c).id;
    const body = await c.req.parseBody();
    const entry = { name: fieldOf(body, 'name'), address: fieldOf(body, 'address') };
    const saved =
      id === undefined
        ? await records.addProperty(owner, entry)
        : await records.changeProperty(owner, id, entry);
    if (saved.ok) {
      const done = id === undefined ? 'property-added' : 'property-changed';
      return c.redirect(withDone('/records/properties', done), 303);
    }
    if (saved.reason === 'not-found') return c.notFound();
    return show(c, { id, entry, problems: saved.problems });
  }

  app.get('/records/properties/new', (c) =>
    show(c, { id: undefined, entry: { name: '', address: '' }, problems: {} }),
  );
  app.post('/records/properties/new', (c) => save(c));
  app.get('/records/properties/:id', async (c) => {
    const property = await records.findProperty(signedInPerson(c).id, c.req.param('id'));
    if (!property) return c.notFound();
    return show(c, { id: property.id, entry: property, problems: {} });
  });
  app.post('/records/properties/:id', (c) => save(c, c.req.param('id')));

  return app;
}

function show(
  c: AppContext,
  view: { id: string | undefined; entry: PropertyEntry; problems: PropertyProblems },
) {
  const { id, entry, problems } = view;
  const errors = (['name', 'address'] as const).flatMap((field) =>
    problems[field] === undefined ? [] : [{ text: problems[field], href: `#${field}` }],
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
        <div class="govuk-button-group">
          <Button preventDoubleClick>Save</Button>
          {id !== undefined && <Link href={`${path}/delete`}>Delete this property</Link>}
        </div>
      </form>
    </Page>,
    errors.length > 0 ? 422 : 200,
  );
}
