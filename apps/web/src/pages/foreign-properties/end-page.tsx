import { type Hono } from 'hono';

import { type BusinessYear, type PropertyAtHmrc, reasonsToEnd } from '../../domain/submissions/index.ts';
import { type DateParts, readDate, taxYearDates } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { DateInput } from '../../ui/components/date-input.tsx';
import { Radios } from '../../ui/components/radios.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { captureClick, describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type ForeignPropertiesDeps } from './deps.ts';
import { findNamed } from './find.ts';
import { endPath, foreignPropertiesPath, foreignPropertiesRoute } from './paths.ts';
import { reasonLabels } from './words.ts';

interface EndForm {
  date: DateParts;
  reason: string;
}

/** What is wrong with an answer. */
interface EndProblems {
  date?: string | undefined;
  reason?: string | undefined;
}

const empty: EndForm = { date: { day: '', month: '', year: '' }, reason: '' };

/** Tells HMRC that a property abroad is not let any more, or never was. */
export function endPage(app: Hono<AppEnv>, deps: ForeignPropertiesDeps): void {
  const { foreignRegistrations } = deps.submissions;
  const route = `${foreignPropertiesRoute}/:propertyId/end`;

  async function find(c: AppContext) {
    const named = await findNamed(c, deps);
    const found =
      named && (await foreignRegistrations.one(named.ownerId, named.of, c.req.param('propertyId') ?? ''));
    return found?.registration.kind === 'registered' ? { ...named, found } : null;
  }

  app.get(route, async (c) => {
    const named = await find(c);
    if (!named?.of) return c.html(<NotFound {...c.get('page')} />, 404);
    return c.html(<EndPage page={c.get('page')} of={named.of} found={named.found} form={empty} />);
  });

  app.post(route, async (c) => {
    const named = await find(c);
    if (!named?.of) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId = '', of, found } = named;
    const body = await c.req.parseBody();
    const captured = captureClick(c, body, deps);
    const form = {
      date: {
        day: fieldOf(body, 'end-day'),
        month: fieldOf(body, 'end-month'),
        year: fieldOf(body, 'end-year'),
      },
      reason: fieldOf(body, 'reason'),
    };
    const read = readEnd(form, of);
    const props = { page: c.get('page'), of, found, form };
    if (!read.ok) return c.html(<EndPage {...props} problems={read.problems} />, 422);
    const told = await foreignRegistrations.change(
      ownerId,
      of,
      found.property.id,
      { end: read.end },
      captured,
    );
    return told.ok
      ? c.redirect(`${foreignPropertiesPath(of)}?done=yes`, 303)
      : c.html(<EndPage {...props} sentence={told.sentence} />, 409);
  });
}

function readEnd({ date, reason }: EndForm, { taxYear }: BusinessYear) {
  const read = readDate(date);
  const { start, end } = taxYearDates(taxYear);
  const isWithin = read.ok && read.date >= start && read.date <= end;
  const dateProblem = !read.ok
    ? read.problem
    : isWithin
      ? undefined
      : `The last day must be in tax year ${taxYear}, from ${formatDate(start)} to ${formatDate(end)}`;
  const known = reasonsToEnd.find((each) => each === reason);
  if (!isWithin || known === undefined) {
    const problems: EndProblems = {
      date: dateProblem,
      reason: known === undefined ? 'Select why HMRC’s list should not have it any more' : undefined,
    };
    return { ok: false, problems } as const;
  }
  return { ok: true, end: { date: read.date, reason: known } } as const;
}

interface EndPageProps {
  page: PageContext;
  of: BusinessYear;
  found: PropertyAtHmrc;
  form: EndForm;
  problems?: EndProblems;
  /** Why HMRC could not be told, or refused. */
  sentence?: string;
}

function EndPage({ page, of, found: { property }, form, problems = {}, sentence }: EndPageProps) {
  const title = `Tell HMRC that ${property.name} has ended`;
  const errors = [
    ...(problems.date === undefined ? [] : [{ text: problems.date, href: '#end-day' }]),
    ...(problems.reason === undefined ? [] : [{ text: problems.reason, href: '#reason' }]),
  ];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'updates' }}
      title={title}
      back={{ href: foreignPropertiesPath(of), text: 'Foreign properties at HMRC' }}
      errors={errors}
    >
      {sentence !== undefined && <WarningText>{sentence}</WarningText>}
      <span class="govuk-caption-l">Foreign property, tax year {of.taxYear}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Its figures up to that day stay part of your updates for this tax year. HMRC takes none of it for
        later tax years.
      </p>
      <form method="post" action={endPath(of, property.id)} novalidate {...describesDevice}>
        <DateInput
          id="end"
          namePrefix="end"
          fieldset={{ legend: 'Last day of income from it' }}
          hint={`A day in tax year ${of.taxYear}, for example 30 9 ${of.taxYear.slice(0, 4)}`}
          values={form.date}
          errorMessage={problems.date}
        />
        <Radios
          name="reason"
          value={form.reason}
          fieldset={{ legend: 'Why' }}
          errorMessage={problems.reason}
          items={reasonsToEnd.map((value) => ({ value, text: reasonLabels[value] }))}
        />
        <DeviceFields />
        <Button preventDoubleClick>Tell HMRC</Button>
      </form>
    </Page>
  );
}
