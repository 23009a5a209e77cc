/** One operation as faults and the panel see it. */
export interface OperationSummary {
  readonly name: string;
  /** Where it is. */
  readonly method?: string;
  readonly path?: string;
  /** As in `application/vnd.hmrc.6.0+json`; absent for the pages and the token endpoint. */
  readonly version?: string;
  /** The codes that HMRC documents for it; none for the pages and the token endpoint. */
  readonly codes: readonly string[];
  /** Statuses of codes where they differ from the usual ones. */
  readonly statuses?: Readonly<Record<string, number>>;
}

/** The three kinds of operation: pages a person sees, the token endpoint, HMRC's APIs. */
export type Reach = 'authorize' | 'token' | 'api';

export type Directory = ReturnType<typeof createDirectory>;

/** Which kind an operation is. */
export function reachOf(operation: string): Reach {
  return operation === 'authorize' || operation === 'token' ? operation : 'api';
}

/** The operations of one simulator by name: what a fault can be aimed at. */
export function createDirectory(apis: readonly OperationSummary[]) {
  const pages: OperationSummary[] = [
    { name: 'authorize', method: 'GET', path: '/oauth/authorize', codes: [] },
    { name: 'token', method: 'POST', path: '/oauth/token', codes: [] },
  ];
  const all = new Map([...pages, ...apis].map((operation) => [operation.name, operation]));
  return {
    all: [...all.values()],
    names: [...all.keys()],
    /** The status that an operation answers a code with, where it is not the code's usual one. */
    ownStatusOf: (operation: string, code: string): number | undefined => {
      const statuses = all.get(operation)?.statuses;
      return statuses && Object.hasOwn(statuses, code) ? statuses[code] : undefined;
    },
    has: (name: string): boolean => all.has(name),
  };
}
