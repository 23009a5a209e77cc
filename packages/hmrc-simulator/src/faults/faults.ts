import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { SimulatorError } from '../errors.ts';
import { reachOf, type Directory } from '../operations.ts';
import type { Answer, Drop } from '../platform/answer.ts';
import { statusOf } from '../platform/refusals.ts';
import { NINO, type Fault } from '../state/schema.ts';
import type { Store } from '../state/store.ts';
import type { Delivery } from '../platform/delivery.ts';
import type { Aim, Effect, FaultKind, Moment } from './kinds.ts';
import { faultNames, faultTable } from './table.ts';

/** The call a fault may be aimed at. */
export interface Call {
  operation: string;
  nino: string | undefined;
  /** At the token endpoint. */
  grant?: string | undefined;
  /** The whole address asked for. */
  url: string;
}

/** What is left of a call once faults had their say. */
export type Intervention =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'deliver'; answer: Answer; how: Delivery }
  | { kind: 'drop'; how: Drop };

/** How to switch a fault on: parameters stand beside the name. */
export type FaultRequest = {
  name: string;
  nino?: string;
  operation?: string;
  times?: number;
  seconds?: number;
} & Record<string, unknown>;

export type EventName = Extract<Effect, { kind: 'event' }>['event'];
export type Faults = ReturnType<typeof createFaults>;

const targetSchema = z.looseObject({
  name: z.string(),
  nino: z.string().regex(NINO).optional(),
  operation: z.string().optional(),
  times: z.int().min(1).max(1_000_000).optional(),
  seconds: z.int().min(1).max(100_000_000).optional(),
});

/** Faults switched on at run time: which apply to a call, and what they do to it. */
export function createFaults(
  store: Store,
  clock: Clock,
  operations: Directory,
  wait: (ms: number) => Promise<void>,
  happen: (event: EventName, nino?: string) => void,
) {
  const remove = (id: string): boolean => {
    const { faults } = store.state;
    const index = faults.findIndex((fault) => fault.id === id);
    if (index < 0) return false;
    faults.splice(index, 1);
    store.valueChanged('faults');
    return true;
  };

  // The clock may be moved back, but a fault whose time was found to be over stays off.
  const removeEnded = (): void => {
    if (store.state.faults.length === 0) return;
    const now = clock.now().toISOString();
    const ended = store.state.faults.filter(({ until }) => until !== undefined && until <= now);
    for (const { id } of ended) remove(id);
  };

  const matching = (call: Call, moments: readonly Moment[]): { fault: Fault; kind: FaultKind }[] => {
    removeEnded();
    return store.state.faults.flatMap((fault) => {
      const kind = faultTable[fault.name];
      return kind && moments.includes(kind.moment) && aimsAt(fault, kind, call) ? [{ fault, kind }] : [];
    });
  };

  const aimAt = (operation: string, url: string, work?: Answer): Aim => ({
    reach: reachOf(operation),
    address: url.replace(/^[a-z]+:\/\/[^/]*/, ''),
    work,
    statusOf: (code) => operations.ownStatusOf(operation, code) ?? statusOf(code),
  });

  const spend = (fault: Fault): void => {
    fault.applied += 1;
    if (fault.timesLeft === 1) remove(fault.id);
    else if (fault.timesLeft !== undefined) fault.timesLeft -= 1;
    store.valueChanged('faults');
  };

  // Waits, events and headers let the call go on, so several can apply; the first of the others ends it.
  const intervene = async (
    call: Call,
    moments: readonly Moment[],
    applied: string[],
    work?: Answer,
  ): Promise<Intervention | undefined> => {
    if (store.state.faults.length === 0) return undefined;
    let answer = work;
    for (const { fault, kind } of matching(call, moments)) {
      // A fault that another call has used up while this one waited is gone.
      if (!store.state.faults.includes(fault)) continue;
      spend(fault);
      applied.push(fault.name);
      const effect = kind.act(fault.parameters, aimAt(call.operation, call.url, answer));
      switch (effect.kind) {
        case 'wait':
          store.flush();
          await wait(effect.ms);
          break;
        case 'event':
          happen(effect.event, fault.nino);
          break;
        case 'headers':
          if (answer) answer = { ...answer, headers: { ...answer.headers, ...effect.headers } };
          break;
        case 'deliver':
          if (answer) return { kind: 'deliver', answer, how: effect.how };
          break;
        case 'deny-consent':
          break; // The consent page asks for it itself.
        default:
          return effect;
      }
    }
    return answer && answer !== work ? { kind: 'answer', answer } : undefined;
  };

  return {
    wait,
    list: (): readonly Fault[] => {
      removeEnded();
      return store.state.faults;
    },
    remove,
    clear: (): void => {
      store.setValue('faults', []);
    },
    /** Switches a fault on; an event without an operation happens at once and is not listed. */
    add: (request: unknown): Fault => {
      const { target, kind, parameters } = readRequest(operations, request);
      const { name, nino, operation, seconds } = target;
      const fault: Fault = {
        id: `fault-${store.state.nextFaultNumber}`,
        name,
        ...(nino !== undefined && { nino }),
        ...(operation !== undefined && { operation }),
        ...timesOf(kind, target.times),
        ...(seconds !== undefined && {
          until: new Date(clock.now().getTime() + seconds * 1000).toISOString(),
        }),
        applied: 0,
        parameters,
      };
      store.setValue('nextFaultNumber', store.state.nextFaultNumber + 1);
      if (kind.event && operation === undefined) {
        const effect = kind.act(parameters, aimAt('', ''));
        if (effect.kind === 'event') happen(effect.event, nino);
        fault.applied = 1;
      } else {
        store.state.faults.push(fault);
        store.valueChanged('faults');
      }
      return fault;
    },
    before: (call: Call, applied: string[]): Promise<Intervention | undefined> =>
      intervene(call, ['before'], applied),
    instead: (call: Call, applied: string[]): Promise<Intervention | undefined> =>
      intervene(call, ['instead'], applied),
    after: (call: Call, applied: string[], work: Answer): Promise<Intervention | undefined> =>
      intervene(call, work.status < 300 ? ['after', 'after-success'] : ['after'], applied, work),
    /** The `error_code` with which consent is to be turned into a denial, if it is. */
    deniesConsent: (nino: string, applied: string[]): string | undefined => {
      const [first] = matching({ operation: 'authorize', nino, url: '' }, ['consent']);
      if (!first) return undefined;
      spend(first.fault);
      applied.push(first.fault.name);
      const effect = first.kind.act(first.fault.parameters, aimAt('authorize', ''));
      return effect.kind === 'deny-consent' ? effect.code : undefined;
    },
  };
}

function aimsAt(fault: Fault, kind: FaultKind, call: Call): boolean {
  if (fault.nino !== undefined && fault.nino !== call.nino) return false;
  if (kind.grants && !grantsOf(fault, kind.grants).includes(call.grant ?? '')) return false;
  if (kind.strikes && !kind.strikes(fault.parameters, call)) return false;
  return fault.operation === undefined
    ? kind.reach.includes(reachOf(call.operation))
    : fault.operation === call.operation;
}

function grantsOf({ parameters }: Fault, grants: readonly string[]): readonly string[] {
  return typeof parameters['grant'] === 'string' ? [parameters['grant']] : grants;
}

// An event would otherwise strike the next authority too, and nobody could ever reconnect.
function timesOf(kind: FaultKind, times: number | undefined): { timesLeft?: number } {
  const left = times ?? (kind.event ? 1 : undefined);
  return left === undefined ? {} : { timesLeft: left };
}

function readRequest(operations: Directory, request: unknown) {
  const target = targetSchema.safeParse(request);
  if (!target.success) throw new SimulatorError('bad-request', describe('This is not a fault', target.error));
  const { name, nino, operation, times, seconds, ...rest } = target.data;
  const kind = faultTable[name];
  if (!kind || !Object.hasOwn(faultTable, name)) {
    throw new SimulatorError(
      'bad-request',
      `There is no fault "${name}". The faults are: ${faultNames.join(', ')}.`,
    );
  }
  if (operation !== undefined && !operations.has(operation)) {
    throw new SimulatorError(
      'bad-request',
      `operation: there is no operation "${operation}". The operations are: ${operations.names.join(', ')}.`,
    );
  }
  if (operation !== undefined && !kind.reach.includes(reachOf(operation))) {
    const able = operations.names.filter((candidate) => kind.reach.includes(reachOf(candidate)));
    throw new SimulatorError(
      'bad-request',
      `"${name}" cannot be aimed at ${operation}, only at: ${able.join(', ')}.`,
    );
  }
  const parameters = kind.parameters.safeParse(rest);
  if (!parameters.success)
    throw new SimulatorError('bad-request', describe(`"${name}" cannot be switched on`, parameters.error));
  if (parameters.data['documented'] === true) checkDocumented(operations, operation, parameters.data['code']);
  return { target: { name, nino, operation, times, seconds }, kind, parameters: parameters.data };
}

function checkDocumented(operations: Directory, operation: string | undefined, code: unknown): void {
  if (operation === undefined) {
    throw new SimulatorError(
      'bad-request',
      'documented: name the operation that HMRC documents the code for.',
    );
  }
  const codes = operations.all.find(({ name }) => name === operation)?.codes ?? [];
  if (typeof code === 'string' && codes.includes(code)) return;
  throw new SimulatorError(
    'bad-request',
    `code: HMRC does not document it for ${operation}, but these: ${codes.join(', ')}.`,
  );
}

/** One sentence from zod's findings, without the values that were sent. */
export function describe(what: string, error: z.ZodError): string {
  const findings = error.issues.map(({ path, message }) =>
    path.length ? `${path.join('.')}: ${message}` : message,
  );
  return `${what}: ${findings.join('; ')}.`;
}
