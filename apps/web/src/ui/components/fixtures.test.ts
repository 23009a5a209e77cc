import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { raw } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { normaliseMarkup } from '../../test/markup.ts';
import { BackLink } from './back-link.tsx';
import { Button } from './button.tsx';
import { Checkboxes } from './checkboxes.tsx';
import { DateInput } from './date-input.tsx';
import { Details } from './details.tsx';
import { ErrorMessage } from './error-message.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Fieldset } from './fieldset.tsx';
import { FileUpload } from './file-upload.tsx';
import { Hint } from './hint.tsx';
import { Input } from './input.tsx';
import { InsetText } from './inset-text.tsx';
import { Label } from './label.tsx';
import { NotificationBanner } from './notification-banner.tsx';
import { Pagination } from './pagination.tsx';
import { Panel } from './panel.tsx';
import { PasswordInput } from './password-input.tsx';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { ServiceNavigation } from './service-navigation.tsx';
import { SkipLink } from './skip-link.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { Tag } from './tag.tsx';
import { TaskList } from './task-list.tsx';
import { Textarea } from './textarea.tsx';
import { WarningText } from './warning-text.tsx';

type Options = Readonly<Record<string, unknown>>;

const fixturesFile = z.object({
  fixtures: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      html: z.string(),
      options: z.record(z.string(), z.unknown()),
    }),
  ),
});

const require = createRequire(import.meta.url);

function visibleFixtures(component: string) {
  const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`);
  const file = fixturesFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return file.fixtures.filter((fixture) => !fixture.hidden);
}

/** Turns every `html` parameter into `text` that is markup, as our components take elements instead of raw HTML. */
function withoutHtml(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHtml);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'html') return ['text', raw(String(inner))];
      if (key === 'titleHtml') return ['titleText', raw(String(inner))];
      if (key === 'conditional') return [key, raw((inner as { html: string }).html)];
      return [key, withoutHtml(inner)];
    }),
  );
}

const unchanged = (options: Options): Options => options;
const withChildren = ({ text, ...options }: Options): Options => ({ ...options, children: text });

interface Compared {
  render: (options: Options) => unknown;
  /** Fixtures that we do not follow, each with the reason. */
  unsupported: Record<string, string>;
}

function compare(
  component: (props: never) => unknown,
  adapt = unchanged,
  unsupported: Record<string, string> = {},
): Compared {
  // That the fixture's parameters are those of our component is what the comparison shows and the compiler cannot.
  return { render: (options) => component(adapt(options) as never), unsupported };
}

function errorPartsOf(options: Options) {
  const parts = ['day', 'month', 'year'] as const;
  const wrong = parts.filter((part) => (options[part] as { error?: boolean } | undefined)?.error);
  return wrong.length === 0 ? undefined : wrong;
}

function because(reason: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

const components: Record<string, Compared> = {
  'back-link': compare(BackLink, (options) => ({ href: '#', ...withChildren(options) })),
  button: compare(Button, withChildren),
  checkboxes: compare(
    Checkboxes,
    unchanged,
    because('the items share the name of their group', 'with hints on items'),
  ),
  'date-input': compare(DateInput, (options) => ({ ...options, errorParts: errorPartsOf(options) }), {
    ...because(
      'a date has a day, a month and a year',
      'day and month',
      'day and month (using items)',
      'month and year',
      'month and year (using items)',
    ),
    ...because(
      'the three fields are not given one by one',
      'with error on day input (using items)',
      'with error on month input (using items)',
      'with error on year input (using items)',
      'with values, name prefix and custom names',
    ),
    ...because(
      'a field is marked wrong only beside a message that says why',
      'with errors only',
      'with errors only (using classes)',
      'with errors only (using items)',
      'with errors only (using items and classes)',
    ),
    ...because('values go by the part of the date, never by its prefix', 'with values and name prefix'),
    ...because('the pages are in English', 'with translations'),
  }),
  details: compare(Details, withChildren),
  'error-message': compare(ErrorMessage),
  'error-summary': compare(ErrorSummary, ({ descriptionText, ...options }) => ({
    errorList: [],
    ...options,
    description: descriptionText,
  })),
  fieldset: compare(Fieldset, withChildren),
  'file-upload': compare(
    FileUpload,
    unchanged,
    because(
      'the browser’s own field does without JavaScript',
      'enhanced',
      'enhanced, with error message and hint',
      'enhanced, multiple files',
      'enhanced, custom wrapper classes and attributes',
      'translated',
    ),
  ),
  hint: compare(Hint),
  input: compare(Input),
  'inset-text': compare(InsetText, withChildren),
  label: compare(Label),
  'notification-banner': compare(NotificationBanner, withChildren),
  pagination: compare(Pagination),
  panel: compare(
    Panel,
    withChildren,
    because(
      'no page interrupts the person',
      'interruption',
      'interruption-with-content-with-long-line-length',
      'interruption-with-headings-content-and-lists',
    ),
  ),
  'password-input': compare(PasswordInput),
  radios: compare(Radios),
  select: compare(Select),
  'service-navigation': compare(ServiceNavigation, unchanged, {
    ...because('every item leads somewhere', 'with non-link navigation items'),
    ...because(
      'our name and mark stand in our own header',
      'with service name',
      'with service link',
      'with long service name',
      'with service name and navigation',
      'inverse',
      'with collapseNavigationOnMobile set to false',
      'with a single navigation item',
      'with a single navigation item and collapseNavigationOnMobile set to true',
    ),
    ...because(
      'nothing stands beside the navigation',
      'with language navigation',
      'with right-aligned language navigation',
      'inverse with language navigation',
      'with `inline` end slot',
    ),
  }),
  'skip-link': compare(
    SkipLink,
    withChildren,
    because('there is one skip link, with one look', 'with focus'),
  ),
  'summary-list': compare(SummaryList),
  table: compare(Table, unchanged, because('a table has a caption', 'default', 'with head')),
  tag: compare(Tag, withChildren),
  'task-list': compare(TaskList, unchanged, because('every item is a task', 'with empty values')),
  textarea: compare(Textarea),
  'warning-text': compare(WarningText, withChildren),
};

describe.each(Object.entries(components))(
  '%s writes the markup of govuk-frontend',
  (name, { render, unsupported }) => {
    const fixtures = visibleFixtures(name);

    it('names only fixtures that exist as unsupported', () => {
      const names = fixtures.map((fixture) => fixture.name);
      expect(Object.keys(unsupported).filter((each) => !names.includes(each))).toEqual([]);
    });

    it.each(fixtures.filter((fixture) => !(fixture.name in unsupported)))('$name', ({ options, html }) => {
      const ours = String(render(withoutHtml(options) as Options));
      expect(normaliseMarkup(ours)).toEqual(normaliseMarkup(html));
    });
  },
);
