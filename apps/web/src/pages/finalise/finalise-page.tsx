import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import { type FinaliseView } from '../../domain/submissions/index.ts';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { type AnnualPageDeps } from '../annual-summary/deps.ts';
import { captureClick } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { fieldOf } from '../records/form.ts';
import { type ConfirmAnswers, readConfirmation } from './confirm-form.tsx';
import { finaliseRoute, findNamed } from './find.ts';
import { Standing } from './standing.tsx';
import { Stage } from './stages.tsx';
import { yearPath } from '../years/paths.ts';
import { adjustmentsReviewPath, businessWords, finalisePath } from './words.ts';

/** What went wrong with a click. */
interface Trouble {
  /** Why HMRC was not asked, or what it said. */
  sentence?: string;
  answers?: ConfirmAnswers;
}

/** HMRC's summary of a business's year, what was adjusted, and the word that it is final. */
export function finalisePage(app: Hono<AppEnv>, deps: AnnualPageDeps): void {
  const { adjustments } = deps.submissions;

  async function show(c: AppContext, trouble: Trouble = {}) {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, of } = named;
    const [view, status] = await Promise.all([
      adjustments.view(ownerId, of),
      deps.connections.status(ownerId),
    ]);
    return c.html(
      <FinalisePage page={c.get('page')} {...{ view, status, trouble }} />,
      trouble.answers ? 422 : trouble.sentence === undefined ? 200 : 409,
    );
  }

  app.get(finaliseRoute, (c) => show(c));

  app.post(finaliseRoute, async (c) => {
    const named = await findNamed(c, deps);
    if (!named) return c.html(<NotFound {...c.get('page')} />, 404);
    const { ownerId, of } = named;
    const body = await c.req.parseBody();
    const captured = captureClick(c, body, deps);
    switch (fieldOf(body, 'then')) {
      case 'nothing': {
        const { answers } = await adjustments.view(ownerId, of);
        await adjustments.save(ownerId, of, { ...answers, isNothing: true });
        return c.redirect(adjustmentsReviewPath(of), 303);
      }
      case 'confirm': {
        const answers = readConfirmation(body);
        const told = await adjustments.confirm({ ownerId, ...answers, captured }, of);
        if (told.ok) return c.redirect(finalisePath(of), 303);
        return show(
          c,
          told.reason === 'not-agreed'
            ? { answers }
            : { sentence: told.reason === 'hmrc-not-asked' ? told.sentence : confirmRefusals[told.reason] },
        );
      }
      case 'look': {
        const asked = await adjustments.look(ownerId, of, captured);
        return asked.ok ? c.redirect(finalisePath(of), 303) : show(c, asked);
      }
      default: {
        const asked = await adjustments.trigger(ownerId, of, captured);
        return asked.ok ? c.redirect(finalisePath(of), 303) : show(c, asked);
      }
    }
  });
}

const confirmRefusals = {
  'not-adjusted': 'HMRC has not taken adjustments to this summary, or the word that there are none, yet.',
  undone: 'HMRC says that these adjustments do not count any more, so nothing was confirmed.',
  'newer-summary':
    'HMRC does not list this summary as its newest any more, so nothing was confirmed. Get a new summary and look at it.',
} as const;

interface FinalisePageProps {
  page: PageContext;
  view: FinaliseView;
  status: ConnectionStatus;
  trouble: Trouble;
}

function FinalisePage({ page, view, status, trouble }: FinalisePageProps) {
  const { answers, sentence } = trouble;
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`Finalise your property business for ${view.taxYear}`}
      back={{ href: yearPath(view.taxYear), text: `Tax year ${view.taxYear}` }}
      errors={answers?.problems.map(({ field, text }) => ({ text, href: `#${field}` })) ?? []}
      wide
    >
      {sentence !== undefined && <WarningText>{sentence}</WarningText>}
      <span class="govuk-caption-l">
        {businessWords[view.typeOfBusiness]}, tax year {view.taxYear}
      </span>
      <h1 class="govuk-heading-l">Finalise your property business</h1>
      <p class="govuk-body">
        Once the year is over HMRC sums up what it has of this business. You adjust what has to be adjusted,
        or say that nothing has, and then confirm that the figures are final. The final declaration comes
        after that.
      </p>
      <Standing view={view} />
      <Stage view={view} status={status} answers={answers} />
    </Page>
  );
}
