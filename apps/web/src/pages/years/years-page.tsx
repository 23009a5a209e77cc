import { type Hono } from 'hono';

import { isDeclaredBy, isDone, progressOf, type YearTasks } from '../../domain/years/index.ts';
import { TaskList } from '../../ui/components/task-list.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/layout.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { type YearPageDeps } from './deps.ts';
import { Standing } from './items.tsx';
import { yearPath, yearsPath } from './paths.ts';

/** All tax years of which anything is known. */
export function yearsPage(app: Hono<AppEnv>, { years }: YearPageDeps): void {
  app.get(yearsPath, async (c) => {
    const list = await years.list(signedInPerson(c).id);
    return c.html(<YearsPage page={c.get('page')} list={list} />);
  });
}

function YearsPage({ page, list }: { page: PageContext; list: readonly YearTasks[] }) {
  return (
    <Page {...page} nav={{ ...page.nav, current: 'years' }} title="Tax years">
      <h1 class="govuk-heading-xl">Tax years</h1>
      <p class="govuk-body">
        Four quarterly updates, what belongs to the year as a whole, and the final declaration: each tax year
        has a list of its own.
      </p>
      <TaskList
        items={list.map((tasks) => ({
          title: { text: `Tax year ${tasks.taxYear}` },
          href: yearPath(tasks.taxYear),
          hint: { text: hint(tasks) },
          status: { text: <NextOf tasks={tasks} /> },
        }))}
      />
    </Page>
  );
}

function hint(tasks: YearTasks): string {
  if (tasks.isClosed) return `Closed by HMRC after ${formatDate(tasks.lastDay)}`;
  if (tasks.businesses.length === 0) {
    const { standing, dueDate } = tasks.finalDeclaration;
    if (isDeclaredBy(standing)) return 'HMRC has your final declaration, and lists no quarters';
    return dueDate === null
      ? 'HMRC has listed nothing yet'
      : 'HMRC lists a final declaration, and no quarters';
  }
  const { done, of } = progressOf(tasks);
  return `${done} of ${of} done`;
}

/** The first task of a year that is not done; the declaration, once all are. */
function NextOf({ tasks }: { tasks: YearTasks }) {
  const quarters = tasks.businesses.flatMap((each) => each.quarters);
  const next = quarters.find(({ standing }) => !isDone(standing));
  return <Standing standing={next?.standing ?? tasks.finalDeclaration.standing} />;
}
