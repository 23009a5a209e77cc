import { Hono } from 'hono';
import { deletionWord, type Accounts, type FieldProblem } from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { PasswordInput } from '../../ui/components/password-input.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { readForm, setCookies, settingsFrame, showProblems } from './form.ts';
import { tooManyTries } from './too-many-tries.tsx';

const path = '/account/delete';
/** HMRC's own list of the software that may act for somebody. */
const manageAuthority = 'https://www.tax.service.gov.uk/applications-manage-authority';

/** Deletes the account, after saying what goes and what stays. */
export function deleteAccountPage({ accounts }: { accounts: Accounts }) {
  return new Hono<AppEnv>()
    .get(path, async (c) =>
      c.html((await accounts.awaitsHmrc(signedInPerson(c))) ? <NotNow c={c} /> : <Delete c={c} />),
    )
    .post(path, async (c) => {
      const field = await readForm(c);
      const confirmation = field('confirmation');
      const result = await accounts.deleteAccount(
        signedInPerson(c),
        { password: field('password'), confirmation },
        { headers: c.req.raw.headers, client: c.get('client') },
      );
      if (result.ok) {
        setCookies(c, result.setCookies);
        return c.redirect('/sign-in?notice=account-deleted', 303);
      }
      if (result.reason === 'submission-processing') return c.html(<NotNow c={c} />, 409);
      if (result.reason === 'limited') return tooManyTries(c, 'password', result.retryInSeconds);
      const problems = result.reason === 'invalid' ? result.problems : [wrongPassword];
      return c.html(<Delete c={c} confirmation={confirmation} problems={problems} />, 422);
    });
}

const wrongPassword: FieldProblem = { field: 'password', message: 'Your password is not right' };
const title = 'Delete your account';
const back = { href: '/account', text: 'Your account' };

function Delete(props: { c: AppContext; confirmation?: string; problems?: readonly FieldProblem[] }) {
  const { c, confirmation, problems = [] } = props;
  const { errors, errorOf } = showProblems(problems);
  return (
    <Page {...settingsFrame(c)} title={title} errors={errors} back={back}>
      <h1 class="govuk-heading-l">{title}</h1>
      <h2 class="govuk-heading-m">What goes, at once and for good</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>your account and every browser’s sign-in</li>
        <li>your properties and all your records</li>
        <li>your connection to HMRC, with its tokens and your NINO</li>
        <li>
          your submissions and their receipts, with what was sent and HMRC’s answers, and the means to find
          out an answer that waits for you to reconnect
        </li>
      </ul>
      <p class="govuk-body">
        HMRC asks you to keep your records for at least 5 years after the 31 January deadline of the tax year.{' '}
        <Link href="/account/export">Download everything</Link> first, your receipts with it: once they are
        gone, nobody can show from here what you sent and what HMRC answered.
      </p>
      <h2 class="govuk-heading-m">What stays</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>what HMRC has received: no update is taken back</li>
        <li>
          the authority you gave Quarterday at HMRC, until you withdraw it in{' '}
          <Link href={manageAuthority}>HMRC’s list of authorised software</Link> or it ends. Without its
          tokens Quarterday cannot use it
        </li>
        <li>backups that whoever runs this Quarterday has made, until they throw them away</li>
      </ul>
      <WarningText>Nobody can bring a deleted account back.</WarningText>
      <form method="post" action={path} novalidate>
        <PasswordInput name="password" label="Your password" errorMessage={errorOf('password')} />
        <Input
          name="confirmation"
          label={`Type “${deletionWord}” to confirm`}
          classes="govuk-input--width-10"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={confirmation}
          errorMessage={errorOf('confirmation')}
        />
        <Button variant="warning" preventDoubleClick>
          Delete my account
        </Button>
      </form>
    </Page>
  );
}

function NotNow({ c }: { c: AppContext }) {
  return (
    <Page {...settingsFrame(c)} title="Your account cannot be deleted now" back={back}>
      <h1 class="govuk-heading-l">Your account cannot be deleted now</h1>
      <p class="govuk-body">
        A submission is processing. Its figures may be with HMRC already, and if the account went now, you
        would never learn whether HMRC took them.
      </p>
      <p class="govuk-body">
        Wait until HMRC’s answer is known, then come back. <Link href="/updates">See your updates</Link>
      </p>
    </Page>
  );
}
