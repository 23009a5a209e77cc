import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A JSON schema: an object of keywords, or what allows everything or nothing. */
export type Schema = Record<string, unknown> | boolean;

export type Check = (value: unknown) => string[];

/** Words that say nothing about validity; a discriminator is no part of JSON schema. */
const dropped = new Set([
  'discriminator',
  'example',
  'examples',
  'default',
  'description',
  'title',
  'deprecated',
  'xml',
  'externalDocs',
  'readOnly',
  'writeOnly',
  'nullable',
]);
/** Formats of JSON schema. Others in HMRC's files are patterns for people. */
const formats = new Set(['date', 'date-time', 'uuid']);

/** Turns a schema of OpenAPI 3.0 into one of JSON schema, with its references pointing into the file called `id`. */
function toJsonSchema(schema: unknown, id: string): Schema {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) return {};
  if (typeof schema['$ref'] === 'string') return { $ref: `${id}${schema['$ref']}` };
  const result: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(schema)) {
    if (!dropped.has(word)) Object.assign(result, convert(word, value, id, schema));
  }
  if (schema['nullable'] === true) {
    if (typeof result['type'] === 'string') result['type'] = [result['type'], 'null'];
    if (Array.isArray(result['enum'])) result['enum'] = [...(result['enum'] as unknown[]), null];
  }
  return result;
}

function convert(word: string, value: unknown, id: string, schema: Record<string, unknown>): object {
  switch (word) {
    case 'properties':
    case 'patternProperties':
      return { [word]: isObject(value) ? mapValues(value, (each) => toJsonSchema(each, id)) : {} };
    case 'items':
    case 'additionalProperties':
    case 'not':
      return { [word]: toJsonSchema(value, id) };
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return { [word]: Array.isArray(value) ? value.map((each) => toJsonSchema(each, id)) : [] };
    case 'format':
      return typeof value === 'string' && formats.has(value) ? { format: value } : {};
    case 'required':
      return Array.isArray(value) ? { required: [...new Set(value)] } : {};
    case 'multipleOf':
      // In binary arithmetic 4.35 is no multiple of 0.01.
      return value === 0.01 ? { wholePence: true } : { multipleOf: value };
    case 'exclusiveMinimum':
      return value === true ? { exclusiveMinimum: schema['minimum'] } : {};
    case 'exclusiveMaximum':
      return value === true ? { exclusiveMaximum: schema['maximum'] } : {};
    default:
      return { [word]: value };
  }
}

/** Compiles schemas of one file, each once and only when it is asked for. */
export function createCompiler(id: string, components: Readonly<Record<string, unknown>>) {
  const ajv = new Ajv({ strict: false, allErrors: false, unicodeRegExp: false, validateFormats: true });
  ajv.addKeyword({
    keyword: 'wholePence',
    type: 'number',
    validate: (_: unknown, pounds: number) => Number(pounds.toFixed(2)) === pounds,
  });
  // The package's types describe its CommonJS form, whose default export holds the function.
  (addFormats as unknown as typeof addFormats.default)(ajv, { mode: 'full' });
  const schemas = components['schemas'];
  const converted = isObject(schemas) ? mapValues(schemas, (each) => toJsonSchema(each, id)) : {};
  ajv.addSchema({ $id: id, components: { schemas: converted } });
  const compiled = new Map<unknown, ValidateFunction>();
  return (schema: unknown): Check => {
    return (value) => {
      let validate = compiled.get(schema);
      if (validate === undefined) {
        validate = ajv.compile(toJsonSchema(schema, id));
        compiled.set(schema, validate);
      }
      if (validate(value)) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${instancePath === '' ? '/' : instancePath} ${message ?? 'is not valid'} ${JSON.stringify(params)}`,
      );
    };
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues<T>(
  object: Readonly<Record<string, unknown>>,
  map: (value: unknown) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}
