import {
  createOperatorConnectionView,
  type OperatorConnection,
  type OperatorState,
  operatorStates,
} from './data/operator-connections.ts';
import { type Command, type Operation } from './operation.ts';
import { StartError } from './platform/start-error.ts';
import { textTable } from './platform/text-table.ts';

const mostConnections = 200;
const mostEvents = 500;
const mostUses = 100;
const mostStorms = 50;

/** What whoever runs the platform may ask about connections: never a token, a NINO, a name or an address. */
export const connectionCommands: readonly [string, Command][] = [
  [
    'connections',
    {
      usage: 'connections [--list [STATE]]',
      what: `How many connections to HMRC are in which state, and why; or their ids. STATE: ${operatorStates.join(', ')}.`,
      parameters: { least: 0, most: 2 },
      run: (operation) => (operation.parameters.length === 0 ? count(operation) : list(operation)),
    },
  ],
  [
    'connection',
    {
      usage: 'connection ID',
      what: 'How one connection stands, and what became of it, with HMRC’s correlation ids.',
      parameters: { least: 1, most: 1 },
      run: show,
    },
  ],
  [
    'uses',
    {
      usage: 'uses CONNECTION',
      what: `What a connection's tokens and its National Insurance number were used for: the latest ${mostUses}.`,
      parameters: { least: 1, most: 1 },
      run: showUses,
    },
  ],
  [
    'storms',
    {
      usage: 'storms',
      what: `Times in which HMRC refused many connections at once: the latest ${mostStorms}, the newest first.`,
      parameters: { least: 0, most: 0 },
      run: showStorms,
    },
  ],
];

async function count({ db }: Operation): Promise<string> {
  const counts = await createOperatorConnectionView(db).countConnections();
  return textTable(
    ['environment', 'state', 'reason', 'count'],
    counts.map((row) => [row.environment, row.state, row.reason ?? '-', String(row.count)]),
    'There are no connections.',
  );
}

async function list({ db, parameters: [flag, wanted] }: Operation): Promise<string> {
  if (flag !== '--list' || (wanted !== undefined && !isState(wanted))) {
    throw new StartError(
      `It is: connections --list, and after it nothing or one of ${operatorStates.join(', ')}.`,
    );
  }
  const rows = await createOperatorConnectionView(db).list(wanted, mostConnections + 1);
  const table = textTable(
    ['connection', 'environment', 'state', 'reason', 'last renewed', 'authority ends', 'held since'],
    rows
      .slice(0, mostConnections)
      .map((row) => [
        row.id,
        row.environment,
        row.state,
        row.reason ?? '-',
        instant(row.refreshedAt),
        row.authorityEndsOn ?? '-',
        instant(row.heldSince),
      ]),
    'There are no such connections.',
  );
  return rows.length > mostConnections
    ? `${table}\n\nThere are more; these ${mostConnections} changed last.`
    : table;
}

async function show({ db, parameters: [id = ''] }: Operation): Promise<string> {
  const view = createOperatorConnectionView(db);
  const connection = await found(view, id);
  const history = await view.history(id, mostEvents + 1);
  return [
    facts(connection),
    textTable(
      ['at', 'what', 'reason', 'correlation id'],
      history
        .slice(0, mostEvents)
        .map((row) => [instant(row.at), row.kind, row.reason ?? '-', row.correlationId ?? '-']),
      'Nothing has happened to it yet.',
    ),
    ...(history.length > mostEvents ? [`There are more; these ${mostEvents} are the latest.`] : []),
  ].join('\n\n');
}

function facts(row: OperatorConnection): string {
  const lines = [
    ['connection', row.id],
    ['environment', row.environment],
    ['state', row.state],
    ['reason', row.reason ?? '-'],
    ['correlation id of that', row.reasonCorrelationId ?? '-'],
    ['connected', instant(row.connectedAt)],
    ['last renewed', instant(row.refreshedAt)],
    ['access token ends', instant(row.accessTokenExpiresAt)],
    ['token generation', String(row.generation)],
    ['authority given', instant(row.consentedAt)],
    ['authority ends', row.authorityEndsOn ?? '-'],
    ['MTD status', row.itsaStatus ?? '-'],
    ['held since', instant(row.heldSince)],
    ['expired', instant(row.expiredAt)],
    ['owner told of the loss', instant(row.lostToldAt)],
    ['asked to disconnect', instant(row.disconnectRequestedAt)],
    ['lease', leaseWords(row)],
    ['renewal', intentWords(row)],
  ] as const;
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** By the database's clock, by which leases live. */
function leaseWords({ leaseOwner, leaseExpiresAt, isLeased }: OperatorConnection): string {
  if (leaseOwner === null) return 'free';
  // The process, and not the call, which is the other half.
  const [process = ''] = leaseOwner.split('/');
  return `${isLeased ? 'held by' : 'ran out with'} process ${process}, until ${instant(leaseExpiresAt)}`;
}

function intentWords({ hasIntent, isUnderWay, intentDeadline }: OperatorConnection): string {
  if (!hasIntent) return 'none under way';
  return isUnderWay
    ? `may be under way, until ${instant(intentDeadline)}`
    : 'in doubt: the last one ended without an answer that was kept';
}

async function showUses({ db, parameters: [id = ''] }: Operation): Promise<string> {
  const view = createOperatorConnectionView(db);
  await found(view, id);
  const uses = await view.uses(id, mostUses + 1);
  const table = textTable(
    ['at', 'purpose', 'access token', 'refresh token', 'NINO', 'generation'],
    uses
      .slice(0, mostUses)
      .map((row) => [
        instant(row.at),
        row.purpose,
        yes(row.accessToken),
        yes(row.refreshToken),
        yes(row.nino),
        row.generation === null ? '-' : String(row.generation),
      ]),
    'Nothing of it was used yet, or not within 400 days.',
  );
  return uses.length > mostUses ? `${table}\n\nThere are more; these ${mostUses} are the latest.` : table;
}

async function showStorms({ db }: Operation): Promise<string> {
  const view = createOperatorConnectionView(db);
  const storms = await view.storms(mostStorms);
  const table = textTable(
    ['seen', 'refused by then', 'probes', 'next probe', 'ended', 'outcome'],
    storms.map((row) => [
      instant(row.seenAt),
      String(row.refused),
      String(row.probes),
      row.isOpen ? instant(row.nextProbeAt) : '-',
      instant(row.endedAt),
      row.isOpen ? 'goes on' : (row.outcome ?? '-'),
    ]),
    'HMRC has never refused many connections at once.',
  );
  const held = await view.countHeld();
  return held === 0 ? table : `${table}\n\nConnections held now: ${held}.`;
}

async function found(
  view: ReturnType<typeof createOperatorConnectionView>,
  id: string,
): Promise<OperatorConnection> {
  const connection = await view.connection(id);
  if (connection === null) {
    throw new StartError('There is no connection with this id. Their ids: npm run ops -- connections --list');
  }
  return connection;
}

const isState = (text: string): text is OperatorState => operatorStates.some((each) => each === text);

const instant = (at: Date | null): string => at?.toISOString() ?? '-';
const yes = (used: boolean): string => (used ? 'yes' : '-');
