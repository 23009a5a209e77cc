import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { createCompiler, type Check } from './json-schema.ts';
import { type OpenApiContent, type OpenApiFile, readOpenApi } from './open-api.ts';
import { readScenarios, type Scenario } from './scenarios.ts';
import { includesYear, readYears, startYearOf, taxYearOf, type YearRange } from './tax-years.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** One of HMRC's files. */
export interface Document {
  /** `property-business-6.0` */
  api: string;
  /** `6.0` */
  version: string;
  operations: readonly DocumentedOperation[];
}

export interface DocumentedOperation {
  api: string;
  version: string;
  method: Method;
  /** HMRC's path, parameters in braces. */
  path: string;
  parameters: readonly Parameter[];
  request: Content | null;
  /** By status. A null content is an answer without a body. */
  responses: ReadonlyMap<number, Content | null>;
  scenarios: readonly Scenario[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  check: Check;
}

/** A body: the schemas it may have, by tax year where the file says so, and HMRC's examples. */
export interface Content {
  required: boolean;
  /** The media type that the file declares. */
  mediaType: string;
  variants: readonly { years: YearRange | null; check: Check }[];
  examples: readonly Example[];
}

export interface Example {
  name: string;
  years: YearRange | null;
  value: unknown;
}

const methods: Readonly<Record<string, Method>> = { get: 'GET', put: 'PUT', post: 'POST', delete: 'DELETE' };

/** Reads HMRC's files in a folder, sorted by name: those in folders below it are not HMRC's contract. */
export function readDocuments(folder: string): Document[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readDocument(path.join(folder, name)));
}

/** `property-business-6.0` */
export function apiOfFile(file: string): string {
  return path.basename(file).replace(/(\.handwritten|\.prism)?\.yaml$/, '');
}

export function readDocument(file: string): Document {
  const api = apiOfFile(file);
  const open = readOpenApi(parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }));
  const compile = createCompiler(`hmrc:${api}`, open.components);
  const operations = Object.entries(open.paths).flatMap(([template, item]) =>
    Object.entries(item).flatMap(([method, value]) => {
      const known = methods[method];
      if (known === undefined) return [];
      return [
        { api, version: open.version, method: known, path: template, ...readOperation(open, compile, value) },
      ];
    }),
  );
  return { api, version: open.version, operations };
}

type Compile = ReturnType<typeof createCompiler>;

function readOperation(open: OpenApiFile, compile: Compile, value: unknown) {
  const { description = '', parameters = [], requestBody, responses } = open.readOperation(value);
  return {
    parameters: parameters.map((each) => {
      const { name, in: place, required = false, schema } = open.readParameter(each);
      return { name, in: place, required, check: compile(schema) };
    }),
    request: requestBody === undefined ? null : readContent(open, compile, requestBody),
    responses: new Map(
      Object.entries(responses).map(([status, response]) => [
        Number(status),
        readContent(open, compile, response),
      ]),
    ),
    scenarios: readScenarios(description),
  };
}

function readContent(open: OpenApiFile, compile: Compile, value: unknown): Content | null {
  const { required = false, content = {} } = open.readBody(value);
  const [first] = Object.entries(content);
  if (first === undefined) return null;
  const [mediaType, only] = first;
  return {
    required,
    mediaType,
    variants: variantsOf(open, only.schema).map(({ years, schema }) => ({ years, check: compile(schema) })),
    examples: examplesOf(open, only),
  };
}

function variantsOf(open: OpenApiFile, schema: unknown): { years: YearRange | null; schema: unknown }[] {
  const followed = open.follow(schema);
  if (!isObject(followed)) return [{ years: null, schema }];
  const choices = followed['oneOf'] ?? followed['anyOf'];
  if (!Array.isArray(choices)) return [{ years: null, schema }];
  return choices.map((choice: unknown) => {
    const target = open.follow(choice);
    const title = isObject(target) && typeof target['title'] === 'string' ? target['title'] : '';
    return { years: readYears(title), schema: choice };
  });
}

function examplesOf(open: OpenApiFile, { example, examples = {} }: OpenApiContent): Example[] {
  const named = Object.entries(examples).map(([name, value]) => ({
    name,
    years: readYears(name),
    value: open.readExample(value),
  }));
  // A lone example is an object of its own, or points to one that may have the shape of a named example.
  if (example === undefined) return named;
  const followed = open.follow(example);
  const value = isObject(followed) && Object.keys(followed).join() === 'value' ? followed['value'] : followed;
  return [...named, { name: 'example', years: null, value }];
}

/** What is wrong with a body in a tax year: nothing where one of the schemas that are for the year takes it. */
export function checkContent(content: Content, taxYear: string | null, value: unknown): string[] {
  const fitting = content.variants.filter(
    ({ years }) => years === null || taxYear === null || includesYear(years, startYearOf(taxYear)),
  );
  // A year that no title speaks of: which schema holds is not said.
  const variants = fitting.length > 0 ? fitting : content.variants;
  const faults: string[][] = [];
  for (const { check } of variants) {
    const found = check(value);
    if (found.length === 0) return [];
    faults.push(found);
  }
  return faults.flat();
}

/** What is wrong with one of a content's own examples by its schema: HMRC's files hold some that it refuses. */
export function checkExample(content: Content, { value, years }: Example): string[] {
  const year = years?.to ?? years?.from ?? null;
  return checkContent(content, year === null ? null : taxYearOf(year), value);
}

export interface DocumentedCode {
  code: string;
  status: number;
  /** Whether it stands in an example, not only in the example's name. */
  isShown: boolean;
}

/** Every code HMRC documents for an operation, with its statuses. */
export function documentedCodes({ responses }: DocumentedOperation): DocumentedCode[] {
  const codes: DocumentedCode[] = [];
  for (const [status, content] of responses) {
    if (status < 400) continue;
    for (const { name, value } of content?.examples ?? []) {
      // Where the name of an example and the code in it differ, HMRC's services have been seen to send either.
      const shown = codeIn(value);
      for (const code of [shown, codeNamed(name)]) {
        if (code !== null && !codes.some((one) => one.code === code && one.status === status)) {
          codes.push({ code, status, isShown: code === shown });
        }
      }
    }
  }
  return codes;
}

export function codeIn(value: unknown): string | null {
  return isObject(value) && typeof value['code'] === 'string' ? value['code'] : null;
}

function codeNamed(name: string): string | null {
  return /^(RULE|FORMAT|MISSING|RANGE|DUPLICATE|CLIENT|MATCHING)_[A-Z0-9_]+$/.test(name) ? name : null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
