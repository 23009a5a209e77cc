import { randomUUID } from 'node:crypto';

import { type Hono } from 'hono';

import { type ConnectionStatus } from '../../domain/connections/index.ts';
import {
  type BusinessLosses,
  type DeclarationYear,
  type LossAnswers,
  type LossFigures,
  type LossRefusal,
  type LossYear,
} from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { connectionRefusals } from '../connection-refusals.ts';
import { describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { AmendAfterwards } from '../final-declaration/to-amend.tsx';
import { fieldOf } from '../records/form.ts';
import { readSubmitClick } from '../submissions/submit-form.tsx';
import { submissionPath } from '../submissions/words.ts';
import { businessName } from '../years/words.ts';
import { ChangeFields, fieldNames } from './change-fields.tsx';
import { type LossPageDeps } from './deps.ts';
import { changePath, changeWords, fieldLabel, lossesPath } from './words.ts';
import { ConnectFirst } from '../connect-button.tsx';

const route = `${lossesPath(':taxYear')}/:businessId`;

const isChange = (text: string): text is LossFigures['change'] => text in changeWords;

/** Where one change of losses is entered, and sent. */
export function changePage(app: Hono<AppEnv>, deps: LossPageDeps): void {
  const { losses } = deps.submissions;

  async function show(c: AppContext, answers: LossAnswers, refusal?: LossRefusal) {
    const ownerId = signedInPerson(c).id;
    const found = await losses.find(ownerId, namedIn(c));
    if (!found) return c.html(<NotFound {...c.get('page')} />, 404);
    const { change } = answers;
    // Without HMRC's list there is nothing that a change could be of.
    if (!isChange(change) || !found.business.held) {
      return c.redirect(lossesPath(found.year.taxYear), 303);
    }
    const [status, declaration] = await Promise.all([
      deps.connections.status(ownerId),
      deps.submissions.declarations.year(ownerId, found.year.taxYear),
    ]);
    return c.html(
      <ChangePage page={c.get('page')} {...found} {...{ declaration, change, answers, refusal, status }} />,
      refusal ? (refusal.reason === 'wrong' ? 422 : 409) : 200,
    );
  }

  app.get(route, (c) =>
    show(c, { change: c.req.query('change') ?? '', id: c.req.query('id') ?? '', fields: {} }),
  );

  app.post(route, async (c) => {
    const body = await c.req.parseBody();
    const answers = {
      change: fieldOf(body, 'change'),
      id: fieldOf(body, 'id'),
      fields: Object.fromEntries(fieldNames.map((name) => [name, fieldOf(body, name).slice(0, 100)])),
    };
    const result = await losses.request(await readSubmitClick(c, deps), namedIn(c), answers);
    if (!result) return c.html(<NotFound {...c.get('page')} />, 404);
    return result.ok ? c.redirect(submissionPath(result.submissionId), 303) : show(c, answers, result);
  });
}

const namedIn = (c: AppContext) => ({
  businessId: c.req.param('businessId') ?? '',
  taxYear: c.req.param('taxYear') ?? '',
});

interface ChangePageProps {
  page: PageContext;
  year: LossYear;
  business: BusinessLosses;
  declaration: DeclarationYear;
  change: LossFigures['change'];
  answers: LossAnswers;
  refusal: LossRefusal | undefined;
  status: ConnectionStatus;
}

function ChangePage(props: ChangePageProps) {
  const { page, year, business, declaration, change, answers, refusal, status } = props;
  const { taxYear } = year;
  const problems = refusal?.reason === 'wrong' ? refusal.problems : [];
  const title = changeWords[change];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`${title}, ${taxYear}`}
      back={{ href: lossesPath(taxYear), text: `Losses of ${taxYear}` }}
      errors={problems.map(({ field, text }) => ({
        text: [fieldLabel(field), text].filter((part) => part !== null).join(': '),
        href: `#${field === '' ? 'change' : field}`,
      }))}
    >
      {refusal && refusal.reason !== 'wrong' && (
        <WarningText>{refusalWords[refusal.reason]} Nothing was sent.</WarningText>
      )}
      <span class="govuk-caption-l">
        {businessName(business.typeOfBusiness)}, tax year {taxYear}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      <form
        method="post"
        action={changePath(business, change, answers.id)}
        id="change"
        novalidate
        {...describesDevice}
      >
        <input type="hidden" name="change" value={change} />
        <input type="hidden" name="id" value={answers.id} />
        <input type="hidden" name="attempt" value={randomUUID()} />
        <DeviceFields />
        <ChangeFields {...{ business, change, answers, problems }} />
        <AmendAfterwards year={declaration} />
        {status === 'connected' ? (
          <Button preventDoubleClick>Submit</Button>
        ) : (
          <ConnectFirst status={status}>to send this.</ConnectFirst>
        )}
      </form>
    </Page>
  );
}

/** Why nothing was sent, for a click that came too late or too early. */
const refusalWords = {
  ...connectionRefusals,
  'not-seen': 'Look first at what HMRC has.',
  'in-flight': 'Another change of this business’s losses is with HMRC already.',
  closed: 'HMRC takes no changes of this tax year any more.',
} as const satisfies Record<Exclude<LossRefusal['reason'], 'wrong'>, string>;
