import { z } from 'zod';
import { SimulatorError } from '../errors.ts';
import { reachOf, type Directory } from '../operations.ts';
import type { Answer, Drop } from '../platform/answer.ts';
import { statusOf } from '../platform/refusals.ts';
import { NINO, type Fault } from '../state/schema.ts';
import type { Store } from '../state/store.ts';
import { faultNames, faultTable, type Aim, type Effect, type FaultKind, type Moment } from './table.ts';

/** The call a fault may be aimed at. */
export interface Call {
  operation: string;
  nino: string | undefined;
  /** At the token endpoint. */
  grant?: string | undefined;
}

/** What is left of a call once faults had their say. */
export type Intervention = { kind: 'answer'; answer: Answer } | { kind: 'drop'; how: Drop };

/** How to switch a fault on: parameters stand beside the name. */
export type FaultRequest = { name: string; nino?: string; operation?: string; times?: number } & Record<
  string,
  unknown
>;

export type EventName = Extract<Effect, { kind: 'event' }>['event'];
export type Faults = ReturnType<typeof createFaults>;

const targetSchema = z.looseObject({
  name: z.string(),
  nino: z.string().regex(NINO).optional(),
  operation: z.string().optional(),
  times: z.int().min(1).max(1_000_000).optional(),
});

/** Faults switched on at run time: which apply to a call, and what they do to it. */
export function createFaults(
  store: Store,
  operations: Directory,
  wait: (ms: number) => Promise<void>,
  happen: (event: EventName, nino?: string) => void,
) {
  const matching = (call: Call, moments: readonly Moment[]): { fault: Fault; kind: FaultKind }[] =>
    store.state.faults.flatMap((fault) => {
      const kind = faultTable[fault.name];
      return kind && moments.includes(kind.moment) && aimsAt(fault, kind, call) ? [{ fault, kind }] : [];
    });

  const aimAt = (operation: string): Aim => ({
    reach: reachOf(operation),
    statusOf: (code) => operations.ownStatusOf(operation, code) ?? statusOf(code),
  });

  const spend = (fault: Fault): void => {
    fault.applied += 1;
    if (fault.timesLeft === 1) remove(fault.id);
    else if (fault.timesLeft !== undefined) fault.timesLeft -= 1;
    store.valueChanged('faults');
  };

  const remove = (id: string): boolean => {
    const { faults } = store.state;
    const index = faults.findIndex((fault) => fault.id === id);
    if (index < 0) return false;
    faults.splice(index, 1);
    store.valueChanged('faults');
    return true;
  };

  // Waits and events let the call go on, so several can apply; the first answer or drop ends it.
  const intervene = async (call: Call, moments: readonly Moment[], applied: string[], work?: Answer) => {
    if (store.state.faults.length === 0) return undefined;
    for (const { fault, kind } of matching(call, moments)) {
      // A fault that another call has used up while this one waited is gone.
      if (!store.state.faults.includes(fault)) continue;
      spend(fault);
      applied.push(fault.name);
      const effect = kind.act(fault.parameters, aimAt(call.operation));
      if (effect.kind === 'wait') {
        store.flush();
        await wait(effect.ms);
      } else if (effect.kind === 'event') happen(effect.event, fault.nino);
      else if (effect.kind === 'break-json') return { kind: 'answer', answer: brokenJson(work) } as const;
      else if (effect.kind !== 'deny-consent') return effect;
    }
    return undefined;
  };

  return {
    list: (): readonly Fault[] => store.state.faults,
    remove,
    clear: (): void => {
      store.setValue('faults', []);
    },
    /** Switches a fault on; an event without an operation happens at once and is not listed. */
    add: (request: unknown): Fault => {
      const { target, kind, parameters } = readRequest(operations, request);
      const fault: Fault = {
        id: `fault-${store.state.nextFaultNumber}`,
        name: target.name,
        ...(target.nino !== undefined && { nino: target.nino }),
        ...(target.operation !== undefined && { operation: target.operation }),
        ...timesOf(kind, target.times),
        applied: 0,
        parameters,
      };
      store.setValue('nextFaultNumber', store.state.nextFaultNumber + 1);
      if (kind.event && target.operation === undefined) {
        const effect = kind.act(parameters, aimAt(''));
        if (effect.kind === 'event') happen(effect.event, target.nino);
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
      const [first] = matching({ operation: 'authorize', nino }, ['consent']);
      if (!first) return undefined;
      spend(first.fault);
      applied.push(first.fault.name);
      const effect = first.kind.act(first.fault.parameters, aimAt('authorize'));
      return effect.kind === 'deny-consent' ? effect.code : undefined;
    },
  };
}

function aimsAt(fault: Fault, kind: FaultKind, call: Call): boolean {
  if (fault.nino !== undefined && fault.nino !== call.nino) return false;
  if (kind.grant !== undefined && kind.grant !== call.grant) return false;
  return fault.operation === undefined
    ? kind.reach.includes(reachOf(call.operation))
    : fault.operation === call.operation;
}

// An event would otherwise strike the next authority too, and nobody could ever reconnect.
function timesOf(kind: FaultKind, times: number | undefined): { timesLeft?: number } {
  const left = times ?? (kind.event ? 1 : undefined);
  return left === undefined ? {} : { timesLeft: left };
}

function brokenJson(work: Answer | undefined): Answer {
  const text = JSON.stringify(work?.body ?? { code: 'OK' });
  return {
    status: 200,
    raw: { contentType: 'application/json', text: text.slice(0, Math.ceil(text.length / 2)) },
  };
}

function readRequest(operations: Directory, request: unknown) {
  const target = targetSchema.safeParse(request);
  if (!target.success) throw new SimulatorError('bad-request', describe('This is not a fault', target.error));
  const { name, nino, operation, times, ...rest } = target.data;
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
  return { target: { name, nino, operation, times }, kind, parameters: parameters.data };
}

/** One sentence from zod's findings, without the values that were sent. */
export function describe(what: string, error: z.ZodError): string {
  const findings = error.issues.map(({ path, message }) =>
    path.length ? `${path.join('.')}: ${message}` : message,
  );
  return `${what}: ${findings.join('; ')}.`;
}
