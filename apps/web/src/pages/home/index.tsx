import { Hono } from 'hono';

import { type Connections } from '../../domain/connections/index.ts';
import { type Records } from '../../domain/records/index.ts';
import { outstanding, outstandingDeclarations, type Submissions } from '../../domain/submissions/index.ts';
import { taxYearDates, taxYearOf } from '../../domain/tax-year.ts';
import { type Clock } from '../../platform/clock.ts';
import { type AppEnv } from '../env.ts';
import { standingOf } from '../connection/authority.tsx';
import { DashboardPage } from './dashboard-page.tsx';
import { WelcomePage } from './welcome-page.tsx';

interface HomePageDeps {
  connections: Connections;
  records: Records;
  submissions: Submissions;
  clock: Clock;
}

/** The front door for whoever is not signed in; for whoever is, the answer to "how do I stand?". */
export function homePages({ connections, records, submissions, clock }: HomePageDeps) {
  return new Hono<AppEnv>().get('/', async (c) => {
    const person = c.get('person');
    if (!person) return c.html(<WelcomePage page={c.get('page')} />);
    const today = clock.today();
    const [view, periods, list, all, listed, toAmend, ledger, properties] = await Promise.all([
      connections.view(person.id),
      submissions.periods(person.id),
      submissions.list(person.id),
      submissions.all(person.id),
      connections.finalDeclarations(person.id),
      submissions.declarations.toAmend(person.id),
      records.ledgerDates(person.id),
      records.listProperties(person.id),
    ]);
    const open = outstanding(periods, list);
    const year = taxYearDates(taxYearOf(today));
    return c.html(
      <DashboardPage
        page={c.get('page')}
        view={view}
        standing={view.disconnectRequestedAt ? null : standingOf(view, open, today)}
        periods={periods}
        open={open}
        declarations={outstandingDeclarations(listed, all)}
        submissions={list}
        toAmend={toAmend}
        today={today}
        isEmpty={ledger === undefined && properties.length === 0}
        months={ledger ? await records.monthlyAmounts(person.id, { start: year.start, end: today }) : []}
      />,
    );
  });
}
