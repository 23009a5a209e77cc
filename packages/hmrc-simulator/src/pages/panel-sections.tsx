/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Control } from '../control/control.ts';
import type { SeenRequest } from '../platform/requests-seen.ts';
import type { Fault } from '../state/schema.ts';

type Section = FC<{ control: Control }>;

const REQUESTS_SHOWN = 20;
const steps = [
  ['P1D', '+1 day'],
  ['P3M', '+3 months'],
  ['P18M', '+18 months'],
] as const;

/** Who can sign in, with what, and a button that withdraws their authority. */
export const UsersSection: Section = ({ control }) => (
  <section id="users">
    <h2 id="users-heading">Test users</h2>
    <p>Connect from the software. Its sign-in page here then offers “Sign in as” for each of these people.</p>
    <div class="scroll" tabindex={0} role="region" aria-labelledby="users-heading">
      <table>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">User ID</th>
            <th scope="col">Password</th>
            <th scope="col">NINO</th>
            <th scope="col">Authority</th>
          </tr>
        </thead>
        <tbody>
          {control.users().map((user) => (
            <tr>
              <th scope="row">
                {user.name}
                <span class="hint">{user.life}</span>
              </th>
              <td class="figures">{user.userId}</td>
              <td class="figures">{user.password}</td>
              <td class="figures">{user.nino}</td>
              <td>
                <form method="post" action={`/panel/users/${user.nino}/revoke`} class="inline">
                  <button class="plain" aria-label={`Withdraw authority of ${user.name}`}>
                    Withdraw
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

/** The simulator's time, and ways to move it. */
export const ClockSection: Section = ({ control }) => {
  const { now, today, frozen } = control.clock();
  return (
    <section id="clock">
      <h2 id="clock-heading">Clock</h2>
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
      <form method="post" action="/panel/clock/date">
        <label for="date">Move to a date (9 am)</label>
        <input id="date" name="date" type="date" required value={today} />
        <div>
          <button class="plain">Move the clock</button>
        </div>
      </form>
    </section>
  );
};

/** What is switched on, and the form that switches more on. */
export const FaultsSection: Section = ({ control }) => {
  const { on, known } = control.faults();
  const operations = control.operations();
  const codes = [...new Set(operations.flatMap((operation) => operation.codes))].sort();
  return (
    <section id="faults">
      <h2 id="faults-heading">Faults</h2>
      {on.length === 0 ? <p>None is on.</p> : <FaultsOn on={on} />}
      <form method="post" action="/panel/faults" class="panel">
        <div class="fields">
          <Choice name="name" label="Fault" options={known.map(({ name }) => name)} />
          <Choice name="nino" label="For" any="Everybody" options={control.users().map(({ nino }) => nino)} />
          <Choice
            name="operation"
            label="At"
            any="Every operation it can strike"
            options={operations.map(({ name }) => name)}
          />
          <Field name="times" label="How many times" hint="Empty: until switched off" type="number" />
          <Field name="ms" label="Milliseconds" hint="slow-before, slow-answer" type="number" />
          <Field name="code" label="Code" hint="refuse, forbidden, unauthorised" suggestions={codes} />
          <Field name="status" label="HTTP status" hint="refuse, forbidden, html-error" type="number" />
          <Field name="path" label="Path of the field" hint="refuse, such as /ukProperty/income" />
          <Field name="message" label="Message" hint="refuse" />
          <Field name="retryAfterSeconds" label="Retry-After in seconds" hint="throttle" type="number" />
        </div>
        <button>Switch on</button>
      </form>
      <details>
        <summary>What each fault does</summary>
        <dl>
          {known.map(({ name, summary }) => (
            <>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{summary}.</dd>
            </>
          ))}
        </dl>
      </details>
    </section>
  );
};

const FaultsOn: FC<{ on: readonly Fault[] }> = ({ on }) => (
  <>
    <ul class="plain">
      {on.map(({ id, name, nino, operation, timesLeft, applied, parameters }) => (
        <li>
          <code>{name}</code> for {nino ?? 'everybody'}, at {operation ?? 'every operation it can strike'},{' '}
          {timesLeft === undefined ? 'until switched off' : `${timesLeft} more`}; applied {applied} so far
          {Object.keys(parameters).length > 0 && <> ({JSON.stringify(parameters)})</>}{' '}
          <form method="post" action="/panel/faults/off" class="inline">
            <button class="plain" name="id" value={id} aria-label={`Switch off ${name}`}>
              Switch off
            </button>
          </form>
        </li>
      ))}
    </ul>
    <form method="post" action="/panel/faults/off">
      <button class="plain">Switch all off</button>
    </form>
  </>
);

const Choice: FC<{ name: string; label: string; options: readonly string[]; any?: string }> = (choice) => (
  <div>
    <label for={choice.name}>{choice.label}</label>
    <select id={choice.name} name={choice.name}>
      {choice.any !== undefined && <option value="">{choice.any}</option>}
      {choice.options.map((option) => (
        <option value={option}>{option}</option>
      ))}
    </select>
  </div>
);

const Field: FC<{
  name: string;
  label: string;
  hint: string;
  type?: string;
  suggestions?: readonly string[];
}> = ({ name, label, hint, type, suggestions }) => (
  <div>
    <label for={name}>
      {label}
      <span class="hint">{hint}</span>
    </label>
    <input
      id={name}
      name={name}
      type={type ?? 'text'}
      autocomplete="off"
      {...(type === 'number' && { min: 0 })}
      {...(suggestions && { list: `${name}-suggestions` })}
    />
    {suggestions && (
      <datalist id={`${name}-suggestions`}>
        {suggestions.map((suggestion) => (
          <option value={suggestion} />
        ))}
      </datalist>
    )}
  </div>
);

/** The last calls seen, newest first. */
export const RequestsSection: Section = ({ control }) => {
  const last = control.requests().slice(-REQUESTS_SHOWN).reverse();
  return (
    <section id="requests">
      <h2 id="requests-heading">Last requests</h2>
      {last.length === 0 ? <p>None yet.</p> : <RequestsTable requests={last} />}
      <form method="post" action="/panel/reset">
        <p>
          Starting over forgets all users added, authority, updates, faults and requests, and sets the clock
          back.
        </p>
        <button class="plain">Start over</button>
      </form>
    </section>
  );
};

const RequestsTable: FC<{ requests: readonly SeenRequest[] }> = ({ requests }) => (
  <div class="scroll" tabindex={0} role="region" aria-labelledby="requests-heading">
    <table>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col">Faults</th>
          <th scope="col">Fraud headers</th>
        </tr>
      </thead>
      <tbody>
        {requests.map(({ at, method, path, outcome, status, code, faults, fraudHeaderFindings }) => (
          <tr>
            <td class="figures">{at.slice(0, 19).replace('T', ' ')}</td>
            <td>
              <code>
                {method} {path}
              </code>
            </td>
            <td>
              {outcome === 'answered' ? status : outcome} {code}
            </td>
            <td>{faults.join(', ') || 'none'}</td>
            <td>
              {fraudHeaderFindings.length === 0 ? 'no findings' : `${fraudHeaderFindings.length} findings`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
