/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Control } from '../control/control.ts';
import type { SeenRequest } from '../platform/requests-seen.ts';
import { Breakable, Choice, operationGroups, peopleOptions } from './fields.tsx';

const REQUESTS_SHOWN = 50;

/** Which requests to show. */
export interface RequestFilter {
  operation?: string | undefined;
  nino?: string | undefined;
  only?: string | undefined;
}

const kinds: Record<string, (request: SeenRequest) => boolean> = {
  faults: ({ faults }) => faults.length > 0,
  refused: ({ status }) => status === undefined || status >= 400,
  findings: ({ fraudHeaderFindings }) => fraudHeaderFindings.length > 0,
};

/** The last requests, newest first, and a form that chooses among them. */
export const RequestsPage: FC<{ control: Control; filter: RequestFilter; watching: boolean }> = ({
  control,
  filter,
  watching,
}) => {
  const all = control.requests();
  const found = all.filter((request) => fits(request, filter));
  const last = found.slice(-REQUESTS_SHOWN).reverse();
  const query = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const here = (watch: boolean) => {
    const next = new URLSearchParams(query);
    if (watch) next.set('watch', 'yes');
    return next.size === 0 ? '/panel/requests' : `/panel/requests?${next.toString()}`;
  };
  return (
    <>
      <form method="get" action="/panel/requests" class="panel">
        <div class="fields">
          <Choice
            name="operation"
            label="Operation"
            any="All"
            chosen={filter.operation}
            groups={operationGroups(control.operations())}
          />
          <Choice
            name="nino"
            label="Person"
            any="Everybody"
            chosen={filter.nino}
            options={peopleOptions(control.users())}
          />
          <Choice
            name="only"
            label="Only those"
            any="All"
            chosen={filter.only}
            options={[
              { value: 'refused', text: 'refused or not answered' },
              { value: 'faults', text: 'that a fault took part in' },
              { value: 'findings', text: 'with findings about fraud headers' },
            ]}
          />
        </div>
        {watching && <input type="hidden" name="watch" value="yes" />}
        <button>Show</button>
        <a class="button plain" href={here(!watching)}>
          {watching ? 'Stop watching' : 'Watch: load again every 3 seconds'}
        </a>
      </form>
      <p>
        {last.length} of {all.length} requests, newest first{watching ? '; watching' : ''}.
      </p>
      <RequestsList requests={last} />
      <form method="post" action="/panel/requests/forget">
        <button class="plain">Forget all requests</button>
      </form>
    </>
  );
};

/** Requests as a list: when, what, and what came of it. */
export const RequestsList: FC<{ requests: readonly SeenRequest[] }> = ({ requests }) =>
  requests.length === 0 ? (
    <p>None.</p>
  ) : (
    <ol class="list requests">
      {requests.map((request) => (
        <li>
          <span class="time">
            <span class="figures">{request.at.slice(11, 19)}</span>{' '}
            <span class="hint figures">{request.at.slice(0, 10)}</span>
          </span>
          <span>
            <a href={`/panel/requests/${request.id}`}>
              {request.method} {request.operation ?? 'unknown path'}
            </a>
            <span class="hint">
              <code>{request.path}</code>
            </span>
          </span>
          <span>
            <Outcome request={request} />{' '}
            {request.faults.map((fault) => (
              <>
                <span class="tag warn">fault: {fault}</span>{' '}
              </>
            ))}
            {request.fraudHeaderFindings.length > 0 && (
              <span class="tag">fraud headers: {counted(request.fraudHeaderFindings.length, 'finding')}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );

const Outcome: FC<{ request: SeenRequest }> = ({ request: { outcome, status, code } }) => {
  if (outcome !== 'answered') return <strong class="bad">{outcome}</strong>;
  return (
    <strong class={status !== undefined && status < 400 ? 'good' : 'bad'}>
      {status} <Breakable text={code ?? ''} />
    </strong>
  );
};

/** All there is to know about one request. */
export const RequestPage: FC<{ request: SeenRequest }> = ({ request }) => (
  <>
    <p>
      <a href="/panel/requests">All requests</a>
    </p>
    <dl class="facts">
      <dt>Answer</dt>
      <dd>
        <Outcome request={request} />
      </dd>
      <dt>Address</dt>
      <dd>
        <code>
          {request.method} {request.path}
          {Object.keys(request.query).length > 0 && `?${new URLSearchParams(request.query).toString()}`}
        </code>
      </dd>
      <dt>At</dt>
      <dd class="figures">{request.at}</dd>
      <dt>Operation</dt>
      <dd>{request.operation ?? 'none has this path'}</dd>
      <dt>Person</dt>
      <dd>{request.nino ?? 'nobody in particular'}</dd>
      <dt>Faults</dt>
      <dd>{request.faults.join(', ') || 'none'}</dd>
      <dt>Correlation id</dt>
      <dd class="figures">{request.correlationId}</dd>
    </dl>
    <h2>Fraud prevention headers</h2>
    {request.fraudHeaderFindings.length === 0 ? (
      <p>No findings.</p>
    ) : (
      <ul class="plain">
        {request.fraudHeaderFindings.map(({ code, header }) => (
          <li>
            <code>{header}</code>: {code}
          </li>
        ))}
      </ul>
    )}
    <h2>Headers</h2>
    <table class="headers">
      <tbody>
        {Object.entries(request.headers).map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="figures">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="hint">Tokens, codes and other secrets are kept as their SHA-256.</p>
    <h2>Body</h2>
    {request.body === undefined ? (
      <p>None.</p>
    ) : (
      <pre tabindex={0} role="region" aria-label="Body">
        {typeof request.body === 'string' ? request.body : JSON.stringify(request.body, null, 2)}
      </pre>
    )}
  </>
);

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function fits(request: SeenRequest, { operation, nino, only }: RequestFilter): boolean {
  if (operation && request.operation !== operation) return false;
  if (nino && request.nino !== nino) return false;
  const isKind = only === undefined || !Object.hasOwn(kinds, only) ? undefined : kinds[only];
  return isKind?.(request) ?? true;
}
