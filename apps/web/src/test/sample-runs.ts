import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';

import { type Engine, type EngineFunction } from '../engine/port.ts';
import { createSampleFunction, type SamplePlan } from './sample-function.ts';

/** The sample function for many runs on one engine: each event has the plan that was made for it, and lines of its own. */
export function createSampleRuns(patienceMs: number) {
  const plans = new Map<string, SamplePlan>();
  const lines = new Map<string, string[]>();

  const sampleFor = (id: string) =>
    createSampleFunction((line) => {
      lines.set(id, [...(lines.get(id) ?? []), line]);
      return Promise.resolve();
    }, plans.get(id));

  const engineFunction: EngineFunction = {
    ...createSampleFunction(() => Promise.resolve()),
    handle: (event, step) => sampleFor(event.id).handle(event, step),
    onRetry: (event, retry) => sampleFor(event.id).onRetry(event, retry),
    onFailure: (event, failure) => sampleFor(event.id).onFailure(event, failure),
  };

  async function send(
    engine: Pick<Engine, 'send'>,
    plan: SamplePlan,
    of: { id?: string; connectionId?: string } = {},
  ): Promise<string> {
    const { id = `sample-${randomUUID()}`, connectionId = id } = of;
    plans.set(id, plan);
    await engine.send({ id, name: 'sample.happened', data: { sampleId: id, connectionId } });
    return id;
  }

  const linesOf = (id: string): string[] => lines.get(id) ?? [];

  const untilWritten = (id: string, line: string | RegExp) =>
    vi.waitFor(
      () => {
        expect(linesOf(id).at(-1)).toMatch(line);
      },
      { timeout: patienceMs, interval: 10 },
    );

  const untilEnded = (id: string) => untilWritten(id, /^end|^failure/);

  return {
    engineFunction,
    send,
    linesOf,
    untilWritten,
    untilEnded,
    /** Sends an event, and gives the lines of its run once that has ended. */
    outcomeOf: async (engine: Pick<Engine, 'send'>, plan: SamplePlan) => {
      const id = await send(engine, plan);
      await untilEnded(id);
      return linesOf(id);
    },
    /** What the run of an event does from now on. */
    setPlan: (id: string, plan: SamplePlan) => void plans.set(id, plan),
  };
}
