import fc from 'fast-check';
import { describe, test } from 'vitest';
import { processAnswer } from '../../packages/hmrc-client/src/answer.ts';
import type { Meaning } from '../../packages/hmrc-client/src/meanings/meaning.ts';
import { isKnownCode, meaningOf, meanings } from '../../packages/hmrc-client/src/meanings/meaning-of.ts';
import { buildRequest, checkRequest, textOf } from '../../packages/hmrc-client/src/request.ts';
import { reads } from '../../packages/hmrc-client/src/shapes/read.ts';
import { type ClientOperation, clientOperationOf } from './client-operations.ts';
import { differencesOf } from './differences.ts';
import { bodyOf } from './generate/body-of.ts';
import { parametersOf } from './generate/parameters.ts';
import { checkRequestAgainst } from './hmrc/check-request.ts';
import {
  checkExample,
  codeIn,
  type DocumentedOperation,
  documentedCodes,
  type Example,
} from './hmrc/documents.ts';
import { expectNone } from './expect-none.ts';
import { isExampleLeftOut } from './left-out.ts';
import { count } from './report/counts.ts';
import { explain, requireAccepted } from './run-property.ts';
import { settings } from './settings.ts';
import { subjects, taxYearsIn, taxYearsOf, titleOf } from './subjects.ts';

const call = { accessToken: 'an-access-token', fraudPreventionHeaders: {} };
const apiUrl = 'https://api.example';

for (const documented of subjects) {
  describe(titleOf(documented), () => {
    const operation = clientOperationOf(documented);
    test('is in the client', () => {
      if (operation === undefined)
        throw new Error('The client has nothing of this version, method and path.');
    });
    if (operation === undefined) return;
    const { api } = documented;

    test('is asked as HMRC’s file says', (context) => {
      const years = taxYearsOf(operation);
      count(context, { api, requests: years.length * settings.runs });
      for (const taxYear of years) checkRequests(documented, operation, taxYear);
    });

    test('has its examples of requests accepted, and sends them unchanged', (context) => {
      const { request } = documented;
      const examples = (request?.examples ?? []).filter((one) => !isExampleLeftOut(documented, one));
      count(context, { api, requests: examples.length });
      expectNone(examples.flatMap((example) => checkRequestExample(documented, operation, example)));
    });

    test('has its examples of answers read', (context) => {
      const answers = answersOf(documented);
      count(context, { api, examples: answers.length });
      expectNone(answers.flatMap((answer) => checkAnswer(operation, answer)));
    });

    test('has a meaning for each of its codes', (context) => {
      const codes = documentedCodes(documented);
      const unknown = codes.filter(({ code, status }) => !isMeant(operation, code, status));
      count(context, { api, codes: { known: codes.length - unknown.length, all: codes.length } });
      expectNone(unknown.map(({ code, status }) => `${status} ${code}`));
    });

    test('is never rejected where it only asks', () => {
      if (operation.method !== 'GET') return;
      const rejected = refusalsOf(operation, everyCode).filter(
        ({ meaning }) => meaning.outcome === 'rejected',
      );
      expectNone(rejected.map(({ code, status }) => `${status} ${code}: a question holds no figures`));
    });

    test('is told nothing of what HMRC has or does by codes of other operations', () => {
      const own = documentedCodes(documented).map(({ code }) => code);
      const strange = refusalsOf(operation, everyCode).filter(({ code }) => !own.includes(code));
      expectNone(
        strange
          .filter(
            ({ code, meaning }) =>
              isTelling(meaning) || (meaning.code === code && !isKnownCode(code, operation.name)),
          )
          .map(({ code, status, meaning }) => `${status} ${code}: ${meaning.outcome}`),
      );
    });
  });
}

function checkRequests(
  documented: DocumentedOperation,
  operation: ClientOperation,
  taxYear: string | null,
): void {
  const parameters = parametersOf(operation, taxYear);
  const accepted = requireAccepted(parameters, (params) => checkRequest(operation, params));
  const outcome = fc.check(
    fc.property(accepted, (params) => {
      const built = buildRequest(apiUrl, operation, call, params);
      if (!built.ok) throw new Error(JSON.stringify(built.errors));
      const faults = checkRequestAgainst(documented, built.request, taxYear);
      if (faults.length > 0) throw new Error(faults.slice(0, 3).join('; '));
    }),
    { seed: settings.seed, numRuns: settings.runs },
  );
  if (outcome.failed) throw new Error(`${operation.name}, ${taxYear ?? 'any tax year'}: ${explain(outcome)}`);
}

function checkRequestExample(
  { request }: DocumentedOperation,
  operation: ClientOperation,
  example: Example,
): string[] {
  const { name, years, value } = example;
  if (request !== null && checkExample(request, example).length > 0) {
    return [`${name}: HMRC's own schema refuses it; say so in left-out.ts`];
  }
  const faults: string[] = [];
  const possible = taxYearsIn(operation, years);
  if (possible.length === 0) return [`${name}: of no tax year that is asked about`];
  for (const taxYear of possible) {
    const found = checkExampleIn(operation, taxYear, value);
    // An example without a year in its name is one of some year.
    if (found === null && years === null) return [];
    if (found !== null) faults.push(`${name}, ${taxYear ?? 'any tax year'}: ${found}`);
  }
  return faults;
}

function checkExampleIn(operation: ClientOperation, taxYear: string | null, value: unknown): string | null {
  const body = bodyOf(operation, taxYear);
  if (body === null) return 'the client sends no body';
  const read = reads(body.shape).safeParse(value);
  if (!read.success)
    return `cannot be read: ${read.error.issues[0]?.path.join('/') ?? ''} ${read.error.message}`;
  const [sample] = fc.sample(parametersOf(operation, taxYear), { seed: settings.seed, numRuns: 1 });
  // The value of a body, which is a group, is an object.
  const params = { ...sample, ...body.place(read.data as Record<string, unknown>) };
  const errors = checkRequest(operation, params);
  if (errors.length > 0) return `is refused: ${JSON.stringify(errors)}`;
  const sent = operation.body?.(params);
  const written: unknown = sent === undefined ? null : JSON.parse(textOf(sent));
  const differences = differencesOf(value, written);
  return differences.length === 0 ? null : `is sent otherwise: ${differences.slice(0, 3).join('; ')}`;
}

interface Answer {
  name: string;
  status: number;
  value: unknown;
}

function answersOf({ responses }: DocumentedOperation): Answer[] {
  return [...responses].flatMap(([status, content]) => {
    if (content === null) return [{ name: `${status}`, status, value: undefined }];
    return content.examples.map(({ name, value }) => ({ name, status, value }));
  });
}

function checkAnswer(operation: ClientOperation, { name, status, value }: Answer): string[] {
  const text = value === undefined ? '' : JSON.stringify(value);
  const result = processAnswer(operation, { status, headers: new Headers(), text }, []);
  if (status < 400) return result.ok ? [] : [`${name}: ${result.failure.kind}${whyUnread(operation, value)}`];
  const code = codeIn(value);
  if (code !== null && operation.nothing?.code === code) return result.ok ? [] : [`${name}: no empty result`];
  if (result.ok) return [`${name}: read as a success`];
  return result.failure.errors.some((error) => error.code === code) ? [] : [`${name}: its code is lost`];
}

function whyUnread({ reads: form }: ClientOperation, value: unknown): string {
  const issues = form?.safeParse(value).error?.issues ?? [];
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `, /${path.join('/')} ${message}`)
    .join('');
}

/** Every code of the client's table, and every one that HMRC's files have. */
const everyCode = new Set([
  ...meanings.map(({ code }) => code).filter((code) => !code.startsWith('HTTP_')),
  ...subjects.flatMap((documented) => documentedCodes(documented).map(({ code }) => code)),
]);

function refusalsOf({ name }: ClientOperation, codes: Iterable<string>) {
  return [...codes].flatMap((code) =>
    [400, 404, 409, 422].map((status) => ({
      code,
      status,
      meaning: meaningOf({ operation: name, status, codes: [code] }),
    })),
  );
}

/** Says what HMRC has or does, so that the caller stops, waits or asks a person again. */
function isTelling({ outcome }: Meaning): boolean {
  return ['already-done', 'wait', 'start-over', 'nothing-there'].includes(outcome);
}

function isMeant({ name, nothing }: ClientOperation, code: string, status: number): boolean {
  if (nothing?.code === code) return true;
  if (!meanings.some((row) => row.code === code)) return false;
  return meaningOf({ operation: name, status, codes: [code] }).code === code;
}
