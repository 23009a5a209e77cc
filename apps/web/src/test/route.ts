import { type Ids } from './first-person.ts';

/**
 * `open` to anybody; `own`: signed-in people see what is theirs there; `theirs`: the address names something of somebody's,
 * and to anybody else it is not there.
 */
type Kind = 'open' | 'own' | 'theirs';

export interface Try {
  path: string;
  fields?: Record<string, string>;
}

export type Route = [kind: Kind, tries?: (ids: Ids) => Try[]];

/** A form of everybody's own, filled in like this. */
export const own = (path: string, fields: Record<string, string>): Route => ['own', () => [{ path, fields }]];
