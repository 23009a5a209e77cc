import {
  createHmrcClient,
  createPkcePair,
  type HmrcClient,
  type HmrcResult,
} from '../../../packages/hmrc-client/src/index.ts';
import type { OperationMethods } from '../../../packages/hmrc-client/src/operations/index.ts';
import { createSimulator, defaultApplication } from '../../../packages/hmrc-simulator/src/index.ts';
import { clientOperationOf } from '../client-operations.ts';
import { checkAnswerAgainst } from '../hmrc/check-answer.ts';
import { checkRequestAgainst, taxYearIn } from '../hmrc/check-request.ts';
import { subjects } from '../subjects.ts';
import { evidence } from './evidence.ts';
import { type Exchange, startRecorder } from './recorder.ts';
import { type Subject, subjectOf } from './subject.ts';

export type OperationName = keyof OperationMethods;
export type ParamsOf<Name extends OperationName> = Parameters<OperationMethods[Name]>[1];
export type ValueOf<Name extends OperationName> = Extract<
  Awaited<ReturnType<OperationMethods[Name]>>,
  { ok: true }
>['value'];

/** What a walk has seen. */
export interface Seen {
  calls: number;
  /** Operations whose success was seen, by the client's names. */
  succeeded: Set<string>;
  /** What was wrong with requests and answers, by HMRC's files. */
  faults: string[];
}

/** A way through the simulator with the client, over HTTP. Each call's request and answer are held against HMRC's file. */
export interface Walk {
  seen: Seen;
  /** Calls an operation; fails unless HMRC takes it. */
  ask<Name extends OperationName>(
    name: Name,
    params: ParamsOf<Name>,
    fraudPreventionHeaders?: Readonly<Record<string, string>>,
  ): Promise<ValueOf<Name>>;
  /** Calls an operation that has to be refused; the code it is refused with. */
  refused<Name extends OperationName>(name: Name, params: ParamsOf<Name>): Promise<string>;
  /** From here on calls are those of this test user. */
  signIn(user: { userId: string; password: string }): Promise<void>;
  /** Sets the clock, and refreshes the tokens, which have expired by then. */
  moveTo(now: string): Promise<void>;
  /** Lets some time go by, for work that HMRC does after its answer. */
  wait(): Promise<void>;
  end(): Promise<void>;
}

const bySubject = new Map<string, Subject>(
  subjects.flatMap((documented) => {
    const operation = clientOperationOf(documented);
    const subject = subjectOf(documented);
    return operation && subject ? [[operation.name, subject] as const] : [];
  }),
);

const redirectUri = 'http://localhost:3000/callback';

/** Starts a simulator at an instant, and a client for it. */
export async function startWalk(startAt: string): Promise<Walk> {
  const simulator = await createSimulator({
    startAt,
    frozen: true,
    requestsPerSecond: 0,
    throttleTokenEndpoint: false,
  });
  const { port } = await simulator.listen(0);
  const recorder = await startRecorder(`http://127.0.0.1:${port}`);
  const { clientId, clientSecret } = defaultApplication;
  const client = createHmrcClient({
    apiUrl: recorder.url,
    signInUrl: recorder.url,
    clientId,
    clientSecret,
  });
  const seen: Seen = { calls: 0, succeeded: new Set(), faults: [] };
  const tokens = { application: '', person: '', refresh: '' };

  const askForApplicationToken = async (): Promise<void> => {
    tokens.application = valueOf('a token', await client.requestApplicationToken()).accessToken;
  };

  const call = async (
    name: OperationName,
    params: object,
    fraudPreventionHeaders: Readonly<Record<string, string>>,
  ): Promise<HmrcResult<unknown>> => {
    const subject = bySubject.get(name);
    if (subject === undefined) throw new Error(`The simulator has no ${name}.`);
    recorder.take();
    // Every method takes a call and parameters that were typed where they were written.
    const method = client[name] as (call: object, params: object) => Promise<HmrcResult<unknown>>;
    const accessToken = subject.scope === 'application' ? tokens.application : tokens.person;
    const result = await method({ accessToken, fraudPreventionHeaders }, params);
    seen.calls += 1;
    for (const exchange of recorder.take()) judge(seen, name, subject, exchange);
    return result;
  };

  await askForApplicationToken();
  return {
    seen,
    ask: async (name, params, fraudPreventionHeaders = {}) =>
      // The value of the operation that was called.
      valueOf(name, await call(name, params, fraudPreventionHeaders)),
    refused: async (name, params) => {
      const result = await call(name, params, {});
      if (result.ok) throw new Error(`${name} was to be refused.`);
      return result.failure.errors.map(({ code }) => code).join();
    },
    signIn: async (user) => {
      const pair = await connect(client, user);
      [tokens.person, tokens.refresh] = [pair.accessToken, pair.refreshToken];
    },
    moveTo: async (now) => {
      await simulator.control.setClock({ now });
      await askForApplicationToken();
      const refreshed = await client.refreshTokens({ refreshToken: tokens.refresh });
      const pair = valueOf('refreshTokens', refreshed);
      [tokens.person, tokens.refresh] = [pair.accessToken, pair.refreshToken];
    },
    wait: async () => {
      await simulator.control.advanceClock('PT30S');
    },
    end: async () => {
      await recorder.stop();
      await simulator.close();
    },
  };
}

function judge(seen: Seen, name: string, { documented }: Subject, { request, answer }: Exchange): void {
  const taxYear = taxYearIn(documented, request.url);
  const faults = [
    ...checkRequestAgainst(documented, request, taxYear),
    ...checkAnswerAgainst(documented, answer, taxYear),
  ];
  if (faults.length > 0) seen.faults.push(evidence(name, request, answer, faults));
  if (answer.status < 400) seen.succeeded.add(name);
}

function valueOf<Value>(name: string, result: HmrcResult<Value>): Value {
  if (result.ok) return result.value;
  const { kind, status, errors } = result.failure;
  const codes = errors.map(({ code, paths, message }) => `${code} ${paths.join(' ')} (${message})`);
  throw new Error(`${name} failed: ${kind} ${status ?? ''} ${codes.join('; ')}`);
}

/** Walks a test user through sign-in and consent, as a browser would. */
async function connect(client: HmrcClient, { userId, password }: { userId: string; password: string }) {
  const { codeVerifier, codeChallenge } = await createPkcePair();
  const start = client.authorizeUrl({ redirectUri, state: 'a state', codeChallenge });
  const signIn = await onward(start);
  const consent = await onward(signIn, { userId, password });
  const code = (await onward(consent, { decision: 'give' })).searchParams.get('code') ?? '';
  return valueOf('exchangeCode', await client.exchangeCode({ code, codeVerifier, redirectUri }));
}

async function onward(url: URL, form?: Record<string, string>): Promise<URL> {
  const init = form && { method: 'POST', body: new URLSearchParams(form) };
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const place = response.headers.get('location');
  if (place === null) throw new Error(`There is no way on from ${url.pathname}: ${response.status}.`);
  return new URL(place, url);
}
