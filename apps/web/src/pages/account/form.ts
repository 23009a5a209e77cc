import { type FieldProblem } from '../../domain/accounts/index.ts';
import { type AppContext } from '../env.ts';

/** The text of each field of a posted form; files, and what is no form, count as nothing. */
export async function readForm(c: AppContext): Promise<(field: string) => string> {
  const body = await c.req.parseBody();
  return (field) => {
    const value = Object.hasOwn(body, field) ? body[field] : undefined;
    return typeof value === 'string' ? value : '';
  };
}

/** What a page shows where fields must change. */
export function showProblems(problems: readonly FieldProblem[]) {
  return {
    errors: problems.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    errorOf: (field: FieldProblem['field']) => problems.find((problem) => problem.field === field)?.message,
  };
}

/** Sets the cookies that accounts ask for. */
export function setCookies(c: AppContext, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
}

/** The frame of a page under Settings. */
export function settingsFrame(c: AppContext) {
  const page = c.get('page');
  return { ...page, nav: { ...page.nav, current: 'settings' } as const };
}
