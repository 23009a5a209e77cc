import { z } from 'zod';
import type { Moment } from '../faults/kinds.ts';
import { faultGroups } from '../faults/table.ts';
import { reachOf, type Directory, type OperationSummary, type Reach } from '../operations.ts';
import { statusOf } from '../platform/refusals.ts';
import { apiOf } from './api-names.ts';

/** A parameter of a fault, in the words of JSON Schema. */
export interface FaultParameter {
  name: string;
  required: boolean;
  type?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  default?: string | number | boolean | undefined;
  enum?: readonly unknown[] | undefined;
}

/** A kind of fault as the control API and the panel show it. */
export interface KnownFault {
  name: string;
  group: string;
  summary: string;
  /** When it acts. */
  moment: Moment;
  /** What it can strike: the pages, the token endpoint, operations of HMRC's APIs. */
  reach: readonly Reach[];
  parameters: readonly FaultParameter[];
}

/** An operation as the control API and the panel show it. */
export interface KnownOperation {
  name: string;
  /** HMRC's name of the API, with its version. */
  api: string;
  reach: Reach;
  method: string;
  path: string;
  version?: string;
  /** The codes that HMRC documents for it; none for the pages and the token endpoint. */
  codes: readonly string[];
  /** The status that each of the codes comes with there. */
  statuses: Readonly<Record<string, number>>;
}

/** Every kind of fault there is. */
export function describeFaults(): readonly KnownFault[] {
  return faultGroups.flatMap(([group, faults]) =>
    Object.entries(faults).map(([name, { summary, moment, reach, parameters }]) => ({
      name,
      group,
      summary,
      moment,
      reach,
      parameters: describeParameters(parameters),
    })),
  );
}

/** Every operation there is, in the order of their names within an API. */
export function describeOperations(directory: Directory): readonly KnownOperation[] {
  return directory.all.map((operation) => describeOperation(directory, operation)).sort(byApiAndName);
}

const parameterSchema = z.object({
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum: z.array(z.unknown()).optional(),
});

function describeParameters(parameters: z.ZodObject): FaultParameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    ...parameterSchema.parse(property),
  }));
}

function describeOperation(directory: Directory, operation: OperationSummary): KnownOperation {
  const { name, method = '', path = '', version, codes } = operation;
  // A document may list a code twice.
  const each = [...new Set(codes)];
  return {
    name,
    api: apiOf(path, version),
    reach: reachOf(name),
    method,
    path,
    ...(version !== undefined && { version }),
    codes: each,
    statuses: Object.fromEntries(
      each.map((code) => [code, directory.ownStatusOf(name, code) ?? statusOf(code) ?? 400]),
    ),
  };
}

function byApiAndName(a: KnownOperation, b: KnownOperation): number {
  return a.api === b.api ? (a.name < b.name ? -1 : 1) : a.api < b.api ? -1 : 1;
}
