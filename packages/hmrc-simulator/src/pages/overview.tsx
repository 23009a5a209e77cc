/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Control } from '../control/control.ts';
import { LONGEST_REFRESH_SECONDS, LONGEST_WAIT_SECONDS } from '../options.ts';
import { FaultsOn } from './fault-pages.tsx';
import { RequestsList } from './request-pages.tsx';

type Section = FC<{ control: Control }>;

const REQUESTS_SHOWN = 8;
const steps = [
  ['PT4H', '+4 hours'],
  ['P1D', '+1 day'],
  ['P1M', '+1 month'],
  ['P3M', '+3 months'],
  ['P18M', '+18 months'],
] as const;

/** Everything at a glance: who can sign in, what time it is, what is wrong on purpose, what came in last. */
export const Overview: Section = ({ control }) => (
  <>
    <ClockSection control={control} />
    <section id="faults">
      <h2>Faults on now</h2>
      <FaultsOn on={control.faults().on} control={control} />
      <p>
        <a href="/panel/faults">Switch a fault on</a>
      </p>
    </section>
    <section id="requests">
      <h2>Last requests</h2>
      <RequestsList requests={control.requests().slice(-REQUESTS_SHOWN).reverse()} />
      <p>
        <a href="/panel/requests">All requests</a>
      </p>
    </section>
    <UsersSection control={control} />
    <StateSection control={control} />
  </>
);

const UsersSection: Section = ({ control }) => (
  <section id="users">
    <h2>Test users</h2>
    <p>Connect from the software. Its sign-in page here then offers “Sign in as” for each of these people.</p>
    <ul class="list people">
      {control.users().map((user) => (
        <li>
          <div>
            <strong>{user.name}</strong>: {user.life}
            <span class="hint">
              User ID <span class="figures">{user.userId}</span>, password{' '}
              <span class="figures">{user.password}</span>, NINO <span class="figures">{user.nino}</span>
            </span>
          </div>
          <form method="post" action={`/panel/users/${user.nino}/revoke`} class="inline">
            <button class="plain" aria-label={`Withdraw authority of ${user.name}`}>
              Withdraw authority
            </button>
          </form>
        </li>
      ))}
    </ul>
  </section>
);

const ClockSection: Section = ({ control }) => {
  const { now, today, frozen } = control.clock();
  return (
    <section id="clock">
      <h2>Clock</h2>
      <p>
        It is <strong class="figures">{now.slice(0, 19).replace('T', ' ')}</strong> UTC ({today} in London),
        and the clock {frozen ? 'stands still' : 'runs'}.
      </p>
      <form method="post" action="/panel/clock/advance" class="inline">
        {steps.map(([duration, label]) => (
          <button name="duration" value={duration}>
            {label}
          </button>
        ))}
      </form>
      <form method="post" action="/panel/clock/frozen" class="inline">
        <button class="plain" name="frozen" value={frozen ? 'no' : 'yes'}>
          {frozen ? 'Let it run' : 'Stop it'}
        </button>
      </form>
      <form method="post" action="/panel/clock/date" class="row">
        <div>
          <label for="date">Move to a date (9 am)</label>
          <input id="date" name="date" type="date" required value={today} />
        </div>
        <button class="plain">Move the clock</button>
      </form>
      <WaitsForm control={control} />
    </section>
  );
};

const WaitsForm: Section = ({ control }) => {
  const { calculationSeconds, obligationDelaySeconds, refreshSeconds } = control.waitingTimes();
  const range = { type: 'number', required: true, min: 0, max: LONGEST_WAIT_SECONDS } as const;
  return (
    <form method="post" action="/panel/waits" class="row">
      <div>
        <label for="calculation">Seconds a tax calculation takes</label>
        <input id="calculation" name="calculation" {...range} value={calculationSeconds} />
      </div>
      <div>
        <label for="obligation">Seconds until an obligation shows as met</label>
        <input id="obligation" name="obligation" {...range} value={obligationDelaySeconds} />
      </div>
      <div>
        <label for="refresh">Seconds a refresh of tokens takes, in real time</label>
        <input
          id="refresh"
          name="refresh"
          {...range}
          max={LONGEST_REFRESH_SECONDS}
          step="any"
          value={refreshSeconds}
        />
      </div>
      <button class="plain">Set all three</button>
    </form>
  );
};

const StateSection: Section = () => (
  <section id="state">
    <h2>State</h2>
    <p>
      People, authority, tokens, everything sent, faults and the clock, as one file. It holds tokens as they
      were issued.
    </p>
    <p>
      <a class="button plain" href="/panel/state/save">
        Save to a file
      </a>
    </p>
    <form method="post" action="/panel/state/load" enctype="multipart/form-data" class="row">
      <div>
        <label for="state-file">Load from a file</label>
        <input id="state-file" name="state" type="file" accept="application/json" required />
      </div>
      <button class="plain">Load</button>
    </form>
    <form method="post" action="/panel/reset">
      <p>Starting over forgets all of it and every request, and sets the clock back.</p>
      <button class="plain">Start over</button>
    </form>
  </section>
);
