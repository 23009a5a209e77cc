import { type Child } from 'hono/jsx';
import { Link } from '../link.tsx';

/** The first link of a page, seen on focus: past the navigation to the content. */
export function SkipLink({ href = '#content', children }: { href?: string; children: Child }) {
  return (
    <Link baseClass="govuk-skip-link" href={href} attributes={{ 'data-module': 'govuk-skip-link' }}>
      {children}
    </Link>
  );
}
