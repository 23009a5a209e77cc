import type { Clock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Grants } from './oauth/grants.ts';
import type { Directory } from './operations.ts';
import type { RequestsSeen } from './platform/requests-seen.ts';
import type { Documents } from './state/documents.ts';
import type { State } from './state/schema.ts';
import type { Store } from './state/store.ts';

/** The one application this simulator knows. */
interface Application {
  clientId: string;
  clientSecret: string;
  redirectUris: readonly string[];
}

/** The parts of one simulator, handed to every route; nothing is shared between two simulators. */
export interface Core {
  application: Application;
  store: Store;
  /** The world as it began, made anew. */
  initialState: () => State;
  clock: Clock;
  grants: Grants;
  faults: Faults;
  requests: RequestsSeen;
  operations: Directory;
  documents: Documents;
  /** Admits a request of an application, or not. */
  admit: (application: string) => boolean;
  throttlesTokenEndpoint: boolean;
  /** How long a tax calculation takes. */
  calculationSeconds: number;
  /** How long a refresh takes, by real time: until then another one of the same token is refused. */
  refreshSeconds: number;
  /** How long an obligation still shows as open after it was met. */
  obligationDelaySeconds: number;
}
