import { z } from 'zod';
import { foreignUpdatesOf, type ForeignUpdate } from '../apis/property-kept.ts';
import type { ClockReading } from '../clock.ts';
import type { Core } from '../core.ts';
import { SimulatorError } from '../errors.ts';
import { describe, type FaultRequest } from '../faults/faults.ts';
import { wasSentBefore } from '../state/closed-years.ts';
import {
  savedStateSchema,
  userSchema,
  type Code,
  type Fault,
  type NewUser,
  type State,
  type Token,
  type Update,
  type User,
} from '../state/schema.ts';
import { refreshSecondsSchema, waitSecondsSchema } from '../options.ts';
import type { SeenRequest } from '../platform/requests-seen.ts';
import { describeFaults, describeOperations, type KnownFault, type KnownOperation } from './directory.ts';

const clockSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  frozen: z.boolean().optional(),
});

type WaitingTimes = Pick<Core, 'calculationSeconds' | 'obligationDelaySeconds' | 'refreshSeconds'>;

/** The simulator's controls: the same verbs in process as over HTTP. Each returns once its effect is kept. */
export interface Control {
  health(): { ok: true; name: string; now: string };
  clock(): ClockReading;
  setClock(change: { now?: string | undefined; frozen?: boolean | undefined }): Promise<ClockReading>;
  /** `duration` is ISO 8601, such as `P18M` or `PT4H`. */
  advanceClock(duration: string): Promise<ClockReading>;
  /** How long things take now, in seconds. */
  waitingTimes(): WaitingTimes;
  /** How long tax calculations take from now on (whole seconds); not kept across restarts. */
  setCalculationSeconds(seconds: number): Promise<void>;
  /**
   * How long a refresh takes from now on, in seconds of real time, up to ten minutes; until it is done another refresh of the
   * same token is refused as already running. Not kept across restarts.
   */
  setRefreshSeconds(seconds: number): Promise<void>;
  /** How long obligations met from now on still show as open (whole seconds); not kept across restarts. */
  setObligationDelay(seconds: number): Promise<void>;
  users(): User[];
  addUser(user: NewUser): Promise<User>;
  /** Withdraws what a person has granted so far; says how many authorities that ended. */
  revokeAuthority(nino: string): Promise<{ revoked: number }>;
  /** Those switched on, and every kind there is with its parameters. */
  faults(): { on: readonly Fault[]; known: readonly KnownFault[] };
  /** What faults can be aimed at, with the codes that HMRC documents for each and their statuses. */
  operations(): readonly KnownOperation[];
  addFault(fault: FaultRequest): Promise<Fault>;
  removeFault(id: string): Promise<void>;
  clearFaults(): Promise<void>;
  /** Every update of UK property accepted here and held, amounts in integer pence, with how often one was accepted. */
  updates(): Update[];
  /** The same of foreign property: what counts now, by HMRC's field names, without those accepted before. */
  foreignUpdates(): ForeignUpdate[];
  requests(): readonly SeenRequest[];
  clearRequests(): Promise<void>;
  /**
   * The codes and tokens issued, as they were issued: what a test greps for to prove that none leaks. All that are good, and
   * of those that are not (used, replaced, expired, withdrawn) at least the last 20,000.
   */
  tokens(): { codes: Code[]; tokens: Token[] };
  /** Everything, as plain data that `loadState` takes back. */
  saveState(): State;
  loadState(state: unknown): Promise<void>;
  /** Back to how a new simulator starts: clock, remembered requests and how long things take included. */
  reset(): Promise<void>;
}

/** Builds the controls of one simulator. */
export function createControl(core: Core): Control {
  const { store, clock, faults, grants, requests } = core;
  // How long things take at first, which `reset` brings back.
  const { calculationSeconds, obligationDelaySeconds, refreshSeconds } = core;
  const knownFaults = describeFaults();
  const knownOperations = describeOperations(core.operations);
  const kept = <Result>(result: Result): Promise<Result> => {
    store.flush();
    return Promise.resolve(result);
  };
  const knownUser = (nino: string): User => {
    const user = Object.hasOwn(store.state.users, nino) ? store.state.users[nino] : undefined;
    if (!user) throw new SimulatorError('not-found', 'There is no test user with that NINO.');
    return user;
  };

  return {
    health: () => ({ ok: true, name: 'hmrc-simulator', now: clock.now().toISOString() }),
    clock: clock.reading,
    setClock: async (change) => {
      const { now, frozen } = parse(clockSchema, change, 'The clock cannot be set');
      clock.set(now === undefined ? clock.now() : new Date(now), frozen ?? clock.reading().frozen);
      return kept(clock.reading());
    },
    advanceClock: async (duration) => {
      clock.advance(duration);
      return kept(clock.reading());
    },
    waitingTimes: () => ({
      calculationSeconds: core.calculationSeconds,
      obligationDelaySeconds: core.obligationDelaySeconds,
      refreshSeconds: core.refreshSeconds,
    }),
    setCalculationSeconds: (seconds) => {
      core.calculationSeconds = parse(waitSecondsSchema, seconds, 'The time of calculations cannot be set');
      return Promise.resolve();
    },
    setRefreshSeconds: (seconds) => {
      core.refreshSeconds = parse(refreshSecondsSchema, seconds, 'The time of refreshes cannot be set');
      return Promise.resolve();
    },
    setObligationDelay: (seconds) => {
      core.obligationDelaySeconds = parse(
        waitSecondsSchema,
        seconds,
        'The delay of obligations cannot be set',
      );
      return Promise.resolve();
    },
    users: () => Object.values(store.state.users),
    addUser: async (input) => {
      const user = parse(userSchema, input, 'The user cannot be added');
      const others = Object.values(store.state.users);
      if (others.some(({ nino, userId }) => nino === user.nino || userId === user.userId)) {
        throw new SimulatorError('bad-request', 'A test user has that NINO or user id already.');
      }
      store.set('users', user.nino, user);
      return kept(user);
    },
    revokeAuthority: async (nino) =>
      kept({ revoked: grants.happen('revoke-authority', knownUser(nino).nino) }),
    faults: () => ({ on: faults.list(), known: knownFaults }),
    operations: () => knownOperations,
    addFault: async (fault) => kept(faults.add(fault)),
    removeFault: async (id) => {
      if (!faults.remove(id)) throw new SimulatorError('not-found', 'That fault is not on.');
      await kept(undefined);
    },
    clearFaults: async () => {
      faults.clear();
      await kept(undefined);
    },
    updates: () =>
      Object.entries(store.state.updates)
        .filter(([, { current }]) => !wasSentBefore(current))
        .map(([key, update]) => ({ ...update, history: store.state.history[key] ?? [] })),
    foreignUpdates: () => Object.keys(store.state.users).flatMap((nino) => foreignUpdatesOf(core, nino)),
    requests: requests.list,
    clearRequests: async () => {
      requests.clear();
      await kept(undefined);
    },
    tokens: () => ({ codes: Object.values(store.state.codes), tokens: Object.values(store.state.tokens) }),
    saveState: () => structuredClone(store.state),
    loadState: async (state) => {
      store.replace(parse(savedStateSchema, structuredClone(state), 'This is not a saved state'));
      await kept(undefined);
    },
    reset: async () => {
      store.replace(core.initialState());
      Object.assign(core, { calculationSeconds, obligationDelaySeconds, refreshSeconds });
      requests.clear();
      await kept(undefined);
    },
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new SimulatorError('bad-request', describe(what, parsed.error));
  return parsed.data;
}
