import { z } from 'zod';

// Strict wherever an unknown member would ask for something that the stand-in does not do.

const trigger = z.strictObject({ event: z.string().min(1), expression: z.string().optional() });
const concurrency = z.strictObject({ limit: z.int().positive(), key: z.string().optional() });
const attempts = z.strictObject({ attempts: z.int().min(0).optional() });

const registeredFunction = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(trigger).min(1),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.literal('step'),
      name: z.literal('step'),
      runtime: z.strictObject({ type: z.literal('http'), url: z.url() }),
      retries: attempts.optional(),
    }),
  }),
  concurrency: z.union([concurrency, z.array(concurrency).max(2)]).optional(),
});

/** What an app says of itself when it registers. */
export const registration = z.object({
  url: z.url(),
  deployType: z.literal('ping'),
  appName: z.string().min(1),
  sdk: z.string().regex(/^[^:]+:v\d+\.\d+\.\d+/),
  v: z.literal('0.1'),
  framework: z.string().optional(),
  functions: z.array(registeredFunction),
});

export type RegisteredFunction = z.infer<typeof registeredFunction>;
export type Registration = z.infer<typeof registration>;

/** An event as it comes in; its id is made where none is given. */
export const incomingEvent = z.object({
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  ts: z.int().optional(),
});

/** An event as a run is told it. */
export interface StoredEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
}

const thrown = z.object({ name: z.string(), message: z.string(), stack: z.string().optional() });
export type Thrown = z.infer<typeof thrown>;
export const readThrown = (body: unknown): Thrown => {
  const read = thrown.safeParse(body);
  return read.success ? read.data : { name: 'Error', message: JSON.stringify(body) };
};

const step = { id: z.string().regex(/^[0-9a-f]{40}$/), displayName: z.string().optional() };

/** The steps that an app may report, one at a time: those of functions that wait for nothing but themselves. */
export const reported = z.tuple([
  z.discriminatedUnion('op', [
    z.object({ ...step, op: z.literal('StepRun'), data: z.json() }),
    z.object({ ...step, op: z.literal('StepPlanned') }),
    z.object({ ...step, op: z.literal('StepError'), error: thrown }),
    z.object({ ...step, op: z.literal('StepFailed'), error: thrown }),
  ]),
]);
