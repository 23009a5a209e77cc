import { type Context } from 'hono';

import { type PageProps } from '../ui/layout.tsx';

/** Whoever is signed in. */
export interface Person {
  id: string;
  email: string;
  sessionId: string;
}

/** What the frame of every page needs; pages spread it into `Page`. */
export type PageContext = Pick<PageProps, 'nav' | 'environment' | 'today' | 'connection' | 'flash'>;

/** What the middleware of app.tsx puts beside every request. */
export interface AppEnv {
  Variables: {
    person: Person | null;
    /** The person's address and port as our edge saw them. */
    client: { address: string | null; port: number | null };
    page: PageContext;
  };
}

export type AppContext = Context<AppEnv>;

/** The person on a path that app.tsx guards. @throws when the guard is missing, rather than showing anything */
export function signedInPerson(c: AppContext): Person {
  const person = c.get('person');
  if (!person) throw new Error('A page for signed-in people was reached by nobody.');
  return person;
}
