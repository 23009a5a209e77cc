import { randomUUID } from 'node:crypto';

import { type Hono } from 'hono';
import { z } from 'zod';

import { type CalculationView } from '../../domain/calculations/index.ts';
import {
  declarationFor,
  declarationWording,
  type DeclareRefusal,
  isDeclared,
  pleaseReconnect,
} from '../../domain/submissions/index.ts';
import { parseTaxYear } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { Checkboxes } from '../../ui/components/checkboxes.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Input } from '../../ui/components/input.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { CalculationParts } from '../calculations/calculation-page.tsx';
import { type CalculationPageDeps } from '../calculations/deps.ts';
import { describesDevice, DeviceFields } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { NotFound } from '../error-pages.tsx';
import { readSubmitClick } from '../submissions/submit-form.tsx';
import { submissionPath } from '../submissions/words.ts';
import { Unconfirmed } from './accounting.tsx';
import { type BeforeDeclaring, readBefore } from './before.ts';
import { DeclaredAlready } from './declared-already.tsx';
import { agreementPath, declarationPath } from './paths.ts';
import { ConnectFirst } from '../connect-button.tsx';
import { Unfinalised } from './unfinalised.tsx';

const fields = z.object({ agree: z.string().catch(''), name: z.string().max(200).catch('') });

/** What was filled in and is wrong. */
interface Answers {
  agreed: boolean;
  name: string;
}

/** HMRC's figures in full, HMRC's words beside them, and the agreement. */
export function agreementPage(app: Hono<AppEnv>, deps: CalculationPageDeps): void {
  const { calculations, submissions } = deps;
  const path = declarationPath(':taxYear') + '/:id';

  async function show(c: AppContext, refusal?: DeclareRefusal, answers?: Answers) {
    const owner = signedInPerson(c).id;
    const taxYear = parseTaxYear(c.req.param('taxYear') ?? '');
    const calculation = await calculations.one(owner, c.req.param('id') ?? '');
    if (!taxYear || calculation?.taxYear !== taxYear || declarationFor(calculation.type) === null) {
      return c.html(<NotFound {...c.get('page')} />, 404);
    }
    const before = await readBefore(deps, owner, taxYear);
    return c.html(
      <AgreementPage page={c.get('page')} {...{ calculation, before, refusal, answers }} />,
      refusal ? 409 : 200,
    );
  }

  app.get(path, (c) => show(c));

  app.post(path, async (c) => {
    const click = await readSubmitClick(c, deps);
    const { agree, name } = fields.parse(await c.req.parseBody());
    const taxYear = parseTaxYear(c.req.param('taxYear') ?? '');
    if (!taxYear) return show(c);
    const answers = { agreed: agree === 'yes', name };
    const declared = await submissions.declarations.declare(
      { ...click, ...answers, calculation: c.req.param('id') ?? '' },
      taxYear,
    );
    return declared.ok ? c.redirect(submissionPath(declared.submissionId), 303) : show(c, declared, answers);
  });
}

interface AgreementPageProps {
  page: PageContext;
  calculation: CalculationView;
  before: BeforeDeclaring;
  refusal: DeclareRefusal | undefined;
  answers: Answers | undefined;
}

function AgreementPage(props: AgreementPageProps) {
  const { page, calculation, before, refusal, answers } = props;
  const { taxYear, state, type, figures } = calculation;
  const title =
    type === 'intent-to-amend' ? 'Agree to the amended figures' : 'Agree to the figures and declare';
  const problems = refusal?.reason === 'not-agreed' ? problemsOf(answers) : {};
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'years' }}
      title={`${title}, tax year ${taxYear}`}
      back={{ href: declarationPath(taxYear), text: `Final declaration for ${taxYear}` }}
      wide
      scripts={state === 'waiting' ? ['submission.js'] : []}
      errors={Object.entries(problems).map(([field, text]) => ({ text, href: `#${field}` }))}
    >
      {refusal && refusal.reason !== 'not-agreed' && <RefusalWords refusal={refusal} />}
      <span class="govuk-caption-l">Final declaration, tax year {taxYear}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <CalculationParts calculation={calculation} isOver />
      {state === 'failed' || (figures && !figures.tax) ? (
        <NoDeclaration taxYear={taxYear} hasErrors={figures !== null} />
      ) : null}
      {figures?.tax && <AgreementPart {...{ calculation, before, problems }} name={answers?.name ?? ''} />}
    </Page>
  );
}

type Problems = Partial<Record<'agree' | 'name', string>>;

function problemsOf(answers: Answers | undefined): Problems {
  return {
    ...(answers?.agreed === true ? {} : { agree: 'Tick the box if you agree to the statement' }),
    ...(answers && answers.name.trim() !== '' ? {} : { name: 'Enter your full name' }),
  };
}

function NoDeclaration({ taxYear, hasErrors }: { taxYear: string; hasErrors: boolean }) {
  return (
    <>
      <p class="govuk-body">
        {hasErrors
          ? 'There is nothing to agree to yet. Correct what HMRC names above, send it again, and then have the figures worked out anew.'
          : 'There is nothing to agree to. Have the figures worked out anew.'}
      </p>
      <Button href={declarationPath(taxYear)}>Back to the final declaration</Button>
    </>
  );
}

interface AgreementPartProps {
  calculation: CalculationView;
  before: BeforeDeclaring;
  problems: Problems;
  name: string;
}

function AgreementPart(props: AgreementPartProps) {
  const { calculation, before, problems, name } = props;
  const { year, status, unfinalised, unconfirmed } = before;
  const inFlight = year.declarations.find((each) => each.status === 'processing');
  if (inFlight) {
    return (
      <InsetText>
        Your declaration is with HMRC. <Link href={submissionPath(inFlight.id)}>See how it is going</Link>
      </InsetText>
    );
  }
  if (isDeclared(year) && calculation.type === 'intent-to-finalise') {
    return (
      <InsetText>
        <DeclaredAlready year={year} />
      </InsetText>
    );
  }
  if (year.calculation?.id !== calculation.id) {
    return (
      <InsetText>
        HMRC has worked out newer figures.{' '}
        {year.calculation && <Link href={agreementPath(year.calculation)}>Look at those</Link>}
      </InsetText>
    );
  }
  if (status !== 'connected') {
    return <ConnectFirst status={status}>to declare. Everything is kept.</ConnectFirst>;
  }
  return (
    <>
      <Unconfirmed taxYear={year.taxYear} businesses={unconfirmed} />
      <Unfinalised taxYear={year.taxYear} businesses={unfinalised} />
      <AgreementForm calculation={calculation} problems={problems} name={name} />
    </>
  );
}

function AgreementForm({
  calculation,
  problems,
  name,
}: Pick<AgreementPartProps, 'calculation' | 'problems' | 'name'>) {
  const [before, statement] = declarationWording;
  return (
    <form method="post" action={agreementPath(calculation)} {...describesDevice}>
      <h2 class="govuk-heading-m">Declaration</h2>
      <p class="govuk-body">{before}</p>
      <InsetText>{statement}</InsetText>
      <input type="hidden" name="seen" value={calculation.calculationId ?? ''} />
      <input type="hidden" name="attempt" value={randomUUID()} />
      <Checkboxes
        name="agree"
        {...(problems.agree === undefined ? {} : { errorMessage: { text: problems.agree } })}
        items={[{ value: 'yes', text: 'I have read this statement and agree to it' }]}
      />
      <Input
        name="name"
        label={{ text: 'Your full name' }}
        value={name}
        classes="govuk-input--width-20"
        autocomplete="name"
        {...(problems.name === undefined ? {} : { errorMessage: { text: problems.name } })}
      />
      <DeviceFields />
      <Button preventDoubleClick>Submit</Button>
    </form>
  );
}

function RefusalWords({ refusal }: { refusal: DeclareRefusal }) {
  if (refusal.reason === 'in-flight') {
    return (
      <WarningText>
        Nothing was sent, because a declaration of this year is with HMRC already.{' '}
        {refusal.submissionId !== null && (
          <Link href={submissionPath(refusal.submissionId)}>See how it is going</Link>
        )}
      </WarningText>
    );
  }
  return <WarningText>{words[refusal.reason]} Nothing was sent.</WarningText>;
}

const words = {
  expired: `${pleaseReconnect}.`,
  'not-connected': 'Your HMRC account is not connected.',
  disconnecting: 'You asked to disconnect your HMRC account.',
  'no-figures': 'These are not the figures that HMRC has worked out.',
  superseded: 'HMRC has worked out newer figures. Look at those first.',
  'declared-already': 'HMRC has this declaration already.',
  'not-agreed': 'You have not agreed yet.',
} as const satisfies Record<Exclude<DeclareRefusal['reason'], 'in-flight'>, string>;
