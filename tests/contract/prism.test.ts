import fc from 'fast-check';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createHmrcClient, type HmrcClient, type HmrcResult } from '../../packages/hmrc-client/src/index.ts';
import { checkRequest } from '../../packages/hmrc-client/src/request.ts';
import { type ClientOperation, clientOperationOf } from './client-operations.ts';
import { expectNone } from './expect-none.ts';
import { parametersOf } from './generate/parameters.ts';
import { codeIn, type DocumentedOperation, isObject, readDocument } from './hmrc/documents.ts';
import { whyLeftOut } from './left-out.ts';
import { writeMockableFile } from './prism/mockable-file.ts';
import { findPrism, type Mock, startMock } from './prism/prism.ts';
import { type Proxy, startProxy } from './prism/proxy.ts';
import { count } from './report/counts.ts';
import { requireAccepted } from './run-property.ts';
import { settings } from './settings.ts';
import { taxYearsIn } from './subjects.ts';

const folder = path.join(settings.folder, 'prism');
const files = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
  : [];
if (files.length === 0) throw new Error(`${folder} holds no file for Prism.`);

const copies = mkdtempSync(path.join(tmpdir(), 'quarterday-contract-'));
afterAll(() => {
  rmSync(copies, { recursive: true, force: true });
});

let prism = '';
beforeAll(async () => {
  prism = await findPrism();
}, 330_000);

for (const name of files) {
  const document = readDocument(path.join(folder, name));
  describe(`Prism with ${document.api}`, () => {
    let mock: Mock | undefined;
    let proxy: Proxy | undefined;
    let client: HmrcClient | undefined;
    beforeAll(async () => {
      mock = await startMock(prism, writeMockableFile(document, path.join(folder, name), copies));
      proxy = await startProxy(mock.port);
      const application = { clientId: 'a-client', clientSecret: 'a-secret' };
      client = createHmrcClient({ apiUrl: proxy.url, signInUrl: proxy.url, ...application });
    });
    afterAll(async () => {
      await proxy?.stop();
      await mock?.stop();
    });
    const run = async (cases: readonly Case[]): Promise<void> => {
      const faults: string[] = [];
      for (const one of cases) {
        if (proxy === undefined || client === undefined) throw new Error('Prism did not start.');
        proxy.prefer(one.status, one.example);
        const fault = judge(one, await one.call(client));
        if (fault !== null) faults.push(`${one.status} ${one.example ?? ''}: ${fault}`);
      }
      expectNone(faults);
    };
    for (const documented of document.operations) {
      if (whyLeftOut(documented) !== null) continue;
      test(`${documented.method} ${documented.path}: every outcome is understood`, async (context) => {
        const cases = documented.path === '/oauth/token' ? tokenCases(documented) : casesOf(documented);
        count(context, { api: document.api, prism: cases.length });
        await run(cases);
      });
    }
  });
}

/** An outcome to ask Prism for, the call to ask with, and the code that is to be found in it; null for a success. */
interface Case {
  status: number;
  example: string | null;
  code: string | null;
  /** Whether HMRC's refusal is an empty result to the client. */
  isEmptyResult: boolean;
  call: (client: HmrcClient) => Promise<HmrcResult<unknown>>;
}

function casesOf(documented: DocumentedOperation): Case[] {
  const operation = clientOperationOf(documented);
  if (operation === undefined) throw new Error('The client has nothing of this version, method and path.');
  const call = callOf(operation);
  return outcomesOf(documented).map(({ status, example, value }) => {
    const code = status < 400 ? null : codeIn(value);
    return { status, example, code, isEmptyResult: code !== null && code === operation.nothing?.code, call };
  });
}

function callOf(operation: ClientOperation): Case['call'] {
  const taxYear = taxYearsIn(operation, null).at(-1) ?? null;
  const accepted = requireAccepted(parametersOf(operation, taxYear), (params) =>
    checkRequest(operation, params),
  );
  const [params = {}] = fc.sample(accepted, { seed: settings.seed, numRuns: 1 });
  return async (client) => {
    // The client's methods have the names of its operations; each takes parameters of its own, made for it here.
    const methods = client as unknown as Record<
      string,
      ((call: object, params: object) => Promise<HmrcResult<unknown>>) | undefined
    >;
    const method = methods[operation.name];
    if (method === undefined) throw new Error(`The client has no method ${operation.name}.`);
    return method({ accessToken: 'a-token', fraudPreventionHeaders: {} }, params);
  };
}

function outcomesOf({
  responses,
}: DocumentedOperation): { status: number; example: string | null; value: unknown }[] {
  return [...responses].flatMap(([status, content]) => {
    const examples = content?.examples ?? [];
    if (examples.length === 0) return [{ status, example: null, value: undefined }];
    // A lone example has no name to ask for it by.
    return examples.map(({ name, value }) => ({ status, example: name === 'example' ? null : name, value }));
  });
}

const tokenCalls: Readonly<Record<string, Case['call']>> = {
  exchangeCode: (client) =>
    client.exchangeCode({
      code: 'a-code',
      codeVerifier: 'v'.repeat(43),
      redirectUri: 'https://quarterday.example/',
    }),
  refreshTokens: (client) => client.refreshTokens({ refreshToken: 'a-refresh-token' }),
  requestApplicationToken: (client) => client.requestApplicationToken({}),
};

function tokenCases(documented: DocumentedOperation): Case[] {
  return Object.entries(tokenCalls).flatMap(([name, call]) =>
    outcomesOf(documented)
      // A pair of tokens comes of a code or of a refresh token; the answer to either fits the other and the application's own.
      .filter(
        ({ status, example }) => status >= 400 || name !== 'exchangeCode' || example === 'code_exchange',
      )
      .map(({ status, example, value }) => {
        const code = isObject(value) && typeof value['error'] === 'string' ? value['error'] : null;
        return { status, example, code, isEmptyResult: false, call };
      }),
  );
}

function judge({ status, code, isEmptyResult }: Case, result: HmrcResult<unknown>): string | null {
  if (code === null || isEmptyResult) {
    return result.ok
      ? null
      : `${result.failure.kind} ${result.failure.errors.map((error) => error.code).join()}`;
  }
  if (result.ok) return 'taken as a success';
  const { failure } = result;
  if (failure.kind !== 'http' || failure.status !== status) return `${failure.kind} ${failure.status ?? ''}`;
  if (!failure.errors.some((error) => error.code === code)) return 'its code is lost';
  return failure.meaning.code === code ? null : `its meaning is that of ${failure.meaning.code}`;
}
