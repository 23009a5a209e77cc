/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Control } from '../control/control.ts';
import type { FaultParameter, KnownFault, KnownOperation } from '../control/directory.ts';
import type { Fault } from '../state/schema.ts';
import { Choice, Field, operationGroups, peopleOptions, Tick } from './fields.tsx';

const stages = {
  before: 'before anything is looked at',
  instead: 'instead of the work',
  after: 'after the work',
  'after-success': 'after work that succeeded',
  consent: 'at the consent page',
} as const;

/** What a parameter is called on the page, and what to say about it. */
const parameterWords: Record<string, readonly [label: string, hint?: string]> = {
  ms: ['How long', 'Milliseconds: 1000 is a second'],
  code: ['Code'],
  status: ['HTTP status', 'Empty: the usual one'],
  path: ['Path of the field', 'Such as /ukProperty/income'],
  message: ['Message'],
  documented: [
    'Only a code that HMRC documents for the operation',
    'Any other is refused: it may be misspelt',
  ],
  retryAfterSeconds: ['Retry-After, in seconds', 'Empty: the header is not sent'],
  location: ['Where it leads', 'Empty: to the same address'],
  bytes: ['Size in bytes'],
  contentType: ['Content type'],
  deprecation: ['Deprecated since', 'An instant, such as 2026-10-01T00:00:00Z'],
  sunset: ['Sunset', 'An instant; empty: the header is not sent'],
  link: ['Link'],
  grant: ['Grant'],
  percent: ['Share of people, in per cent'],
};

/** Faults that are on, the form that begins to switch one on, and what each does. */
export const FaultsPage: FC<{ control: Control }> = ({ control }) => {
  const { on, known } = control.faults();
  return (
    <>
      <h2>On now</h2>
      <FaultsOn on={on} control={control} />
      <h2>Switch one on</h2>
      <form method="get" action="/panel/faults/new" class="panel">
        <div class="fields">
          <Choice name="name" label="Fault" groups={faultOptions(known)} />
          <Choice
            name="operation"
            label="Operation"
            any="Every operation it can strike"
            groups={operationGroups(control.operations())}
          />
          <Choice name="nino" label="Person" any="Everybody" options={peopleOptions(control.users())} />
        </div>
        <button>Next</button>
      </form>
      <h2>What each fault does</h2>
      {groupsOf(known).map(([group, faults]) => (
        <>
          <h3>{group}</h3>
          <dl class="facts">
            {faults.map(({ name, summary }) => (
              <>
                <dt>
                  <a href={`/panel/faults/new?name=${name}`}>
                    <code>{name}</code>
                  </a>
                </dt>
                <dd>{summary}.</dd>
              </>
            ))}
          </dl>
        </>
      ))}
    </>
  );
};

/** The faults that are on, each with a button that switches it off. */
export const FaultsOn: FC<{ on: readonly Fault[]; control: Control }> = ({ on, control }) =>
  on.length === 0 ? (
    <p>None is on: everything is answered as it should be.</p>
  ) : (
    <>
      <ul class="list faults">
        {on.map((fault) => (
          <li>
            <div>
              <strong>
                <code>{fault.name}</code>
              </strong>{' '}
              at {fault.operation ?? 'every operation it can strike'}, for {fault.nino ?? 'everybody'},{' '}
              {lasting(fault)}. Struck {fault.applied === 1 ? 'once' : `${fault.applied} times`} so far.
              {settings(fault) !== '' && <span class="hint">{settings(fault)}</span>}
              {isUndocumented(fault, control.operations()) && (
                <span class="hint">HMRC does not document this code for the operation.</span>
              )}
            </div>
            <form method="post" action="/panel/faults/off" class="inline">
              <button class="plain" name="id" value={fault.id} aria-label={`Switch off ${fault.name}`}>
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

/** The second step: everything that one fault can be told, with the codes of the operation it is aimed at. */
export const NewFaultPage: FC<{
  control: Control;
  fault: KnownFault;
  operation: KnownOperation | undefined;
  nino: string | undefined;
}> = ({ control, fault, operation, nino }) => {
  const able = control.operations().filter(({ reach }) => fault.reach.includes(reach));
  return (
    <>
      <p>
        {fault.summary}. It acts {stages[fault.moment]}.
      </p>
      <form method="post" action="/panel/faults" class="panel">
        <input type="hidden" name="name" value={fault.name} />
        {operation && <input type="hidden" name="operation" value={operation.name} />}
        {operation && (
          <p>
            At <code>{operation.name}</code>.{' '}
            <a href={`/panel/faults/new?name=${fault.name}`}>Aim elsewhere</a>
            <span class="hint">
              {operation.api}: {operation.method} {operation.path}
            </span>
          </p>
        )}
        <div class="fields">
          {fault.parameters.map((parameter) => (
            <Parameter fault={fault} parameter={parameter} operation={operation} control={control} />
          ))}
          {!operation && (
            <Choice
              name="operation"
              label="Operation"
              any="Every operation it can strike"
              groups={operationGroups(able)}
            />
          )}
          <Choice
            name="nino"
            label="Person"
            any="Everybody"
            chosen={nino}
            options={peopleOptions(control.users())}
          />
          <Field name="times" label="How many times" hint="Empty: until switched off" type="number" min={1} />
          <Field
            name="seconds"
            label="For how many seconds"
            hint="By its clock; empty: without an end"
            type="number"
            min={1}
          />
        </div>
        <button>Switch on</button>
      </form>
    </>
  );
};

const Parameter: FC<{
  fault: KnownFault;
  parameter: FaultParameter;
  operation: KnownOperation | undefined;
  control: Control;
}> = ({ fault, parameter, operation, control }) => {
  const { name, required, type, minimum, maximum } = parameter;
  const [label, words] = parameterWords[name] ?? [name];
  const usual = parameter.default === undefined ? undefined : `Empty: ${String(parameter.default)}`;
  const hint = words ?? usual;
  if (fault.name === 'refuse' && name === 'code') return <CodeOf operation={operation} control={control} />;
  if (type === 'boolean') return <Tick name={name} label={label} hint={hint} />;
  if (parameter.enum) {
    const options = parameter.enum.map(String).map((value) => ({ value, text: value }));
    return <Choice name={name} label={label} hint={words} any={usual ?? 'Any'} options={options} />;
  }
  return type === 'integer' ? (
    <Field
      name={name}
      label={label}
      hint={hint}
      type="number"
      min={minimum}
      max={maximum}
      required={required}
    />
  ) : (
    <Field name={name} label={label} hint={hint} required={required} />
  );
};

const CodeOf: FC<{ operation: KnownOperation | undefined; control: Control }> = ({ operation, control }) => {
  if (!operation) {
    const all = new Set(control.operations().flatMap(({ codes }) => codes));
    return (
      <Field
        name="code"
        label="Code"
        hint="To choose from those of an operation, aim at one first"
        required
        suggestions={[...all].sort()}
      />
    );
  }
  const options = [...operation.codes]
    .sort()
    .map((code) => ({ value: code, text: `${code} (${operation.statuses[code] ?? 400})` }));
  return (
    <>
      <Choice
        name="code"
        label="Code"
        wide
        hint={`The ${options.length} that HMRC documents for ${operation.name}, with their status`}
        options={options}
      />
      <Field name="otherCode" label="Or another code" hint="One that HMRC does not document there" />
    </>
  );
};

function faultOptions(known: readonly KnownFault[]) {
  return groupsOf(known).map(
    ([group, faults]) => [group, faults.map(({ name }) => ({ value: name, text: name }))] as const,
  );
}

function groupsOf(known: readonly KnownFault[]): [string, KnownFault[]][] {
  const groups = [...new Set(known.map(({ group }) => group))];
  return groups.map((group) => [group, known.filter((fault) => fault.group === group)]);
}

function lasting({ timesLeft, until }: Fault): string {
  const end = until === undefined ? undefined : `until ${until.slice(0, 19).replace('T', ' ')} UTC`;
  if (timesLeft === undefined) return end ?? 'until switched off';
  return [
    `${timesLeft} more ${timesLeft === 1 ? 'time' : 'times'}`,
    ...(end === undefined ? [] : [end]),
  ].join(', ');
}

function settings({ parameters }: Fault): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
}

function isUndocumented(
  { name, operation, parameters }: Fault,
  operations: readonly KnownOperation[],
): boolean {
  const aimedAt = operations.find((one) => one.name === operation);
  return name === 'refuse' && aimedAt !== undefined && !aimedAt.codes.includes(String(parameters['code']));
}
