/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Core } from '../core.ts';
import type { Journey, User } from '../state/schema.ts';
import { scopeMeanings } from './scopes.ts';

/** The stand-in for Government Gateway: user id and password, with the test users at hand. */
export const SignInForm: FC<{
  core: Core;
  journey: Journey;
  chosen?: User | undefined;
  failed?: boolean;
}> = ({ core, journey, chosen, failed }) => (
  <>
    <p>
      At HMRC you would sign in to Government Gateway here. This stand-in takes its own test users and nobody
      else.
    </p>
    {failed && (
      <p class="notice" role="alert">
        No test user has this user ID and password.
      </p>
    )}
    <form method="post" action={`/sign-in?journey=${journey.id}`} class="panel">
      <label for="userId">User ID</label>
      <input id="userId" name="userId" autocomplete="off" required value={chosen?.userId ?? ''} />
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="off"
        required
        value={chosen?.password ?? ''}
      />
      <div>
        <button>Sign in</button>
      </div>
    </form>
    <h2>Test users</h2>
    <p>Choose one to fill in the form.</p>
    <ul class="plain">
      {Object.values(core.store.state.users).map((user) => (
        <li>
          <a href={`/sign-in?journey=${journey.id}&as=${encodeURIComponent(user.userId)}`}>
            Sign in as {user.name}
          </a>{' '}
          (user ID {user.userId}). {user.life}.
        </li>
      ))}
    </ul>
  </>
);

/** What is asked for, by whom, for how long; two buttons. */
export const ConsentForm: FC<{ journey: Journey; user: User }> = ({ journey, user }) => (
  <>
    <p>
      You are signed in as {user.name}. The software at <strong>{new URL(journey.redirectUri).host}</strong>{' '}
      asks to:
    </p>
    <ul>
      {journey.scope.split(' ').map((scope) => (
        <li>{scopeMeanings[scope] ?? scope}</li>
      ))}
    </ul>
    <p>Your permission lasts for 18 months. You can withdraw it at any time.</p>
    <form method="post" action={`/consent?journey=${journey.id}`}>
      <button name="decision" value="give">
        Give permission
      </button>
      <button name="decision" value="deny" class="plain">
        Do not give permission
      </button>
    </form>
  </>
);
