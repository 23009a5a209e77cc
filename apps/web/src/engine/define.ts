import {
  NeverRetry,
  type EngineEvent,
  type EngineFunction,
  type Failure,
  type FunctionDefinition,
  type Retry,
  type Step,
} from './port.ts';

/** What a function does, told the event's data as its schema reads it. */
export interface FunctionHandler<Data> {
  handle(data: Data, step: Step, event: EngineEvent): Promise<void>;
  onRetry(data: Data, retry: Retry, event: EngineEvent): Promise<void>;
  onFailure(data: Data, failure: Failure, event: EngineEvent): Promise<void>;
}

/**
 * Joins a definition and its handler to a function that an engine can run.
 *
 * An event that its schema does not read is never tried again: it would not read better later.
 */
export function defineFunction<Data extends Readonly<Record<string, string>>>(
  definition: FunctionDefinition<Data>,
  handler: FunctionHandler<Data>,
): EngineFunction {
  function read(event: EngineEvent): Data {
    const data = definition.schema.safeParse(event.data);
    if (data.success) return data.data;
    const members = data.error.issues.map((issue) => issue.path.join('.') || 'data').join(', ');
    throw new NeverRetry(`Event ${event.id} does not hold what ${definition.id} reads: ${members}`);
  }

  return {
    definition,
    handle: async (event, step) => handler.handle(read(event), step, event),
    onRetry: async (event, retry) => handler.onRetry(read(event), retry, event),
    onFailure: async (event, failure) => handler.onFailure(read(event), failure, event),
  };
}
