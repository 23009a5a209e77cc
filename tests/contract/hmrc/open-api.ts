import { z } from 'zod';

/*
 * The parts of an OpenAPI 3.0 file that the suite looks at. Files from outside are unknown until read here; everything else in
 * them is passed over.
 */

const example = z.object({ value: z.unknown().optional() });
const content = z.object({
  schema: z.unknown().optional(),
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.unknown()).optional(),
});
const body = z.object({
  required: z.boolean().optional(),
  content: z.record(z.string(), content).optional(),
});
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().optional(),
  schema: z.unknown().optional(),
});
const operation = z.object({
  description: z.string().optional(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()),
});
const file = z.object({
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.record(z.string(), z.unknown()).optional(),
});

export type OpenApiParameter = z.infer<typeof parameter>;
export type OpenApiContent = z.infer<typeof content>;
export type OpenApiOperation = z.infer<typeof operation>;

/** A file with its references followed. */
export interface OpenApiFile {
  version: string;
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  components: Readonly<Record<string, unknown>>;
  readOperation(value: unknown): OpenApiOperation;
  readParameter(value: unknown): OpenApiParameter;
  /** A request's or a response's body. */
  readBody(value: unknown): z.infer<typeof body>;
  readExample(value: unknown): unknown;
  /** What a reference within the file stands for; anything else as it is. */
  follow(value: unknown): unknown;
}

export function readOpenApi(parsed: unknown): OpenApiFile {
  const { info, paths, components = {} } = file.parse(parsed);
  const follow = (value: unknown): unknown => {
    const reference = z.object({ $ref: z.string().startsWith('#/') }).safeParse(value);
    if (!reference.success) return value;
    const steps = reference.data.$ref.slice(2).split('/');
    const found = steps.reduce<unknown>((at, step) => {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      return z.record(z.string(), z.unknown()).parse(at)[name];
    }, parsed);
    return follow(found);
  };
  return {
    version: info.version,
    paths,
    components,
    follow,
    readOperation: (value) => operation.parse(value),
    readParameter: (value) => parameter.parse(follow(value)),
    readBody: (value) => body.parse(follow(value)),
    readExample: (value) => example.parse(follow(value)).value,
  };
}
