import { type Child } from 'hono/jsx';
import { type Attributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface BackLinkProps {
  href: string;
  children?: Child;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A way back to the page before. */
export function BackLink({ children = 'Back', ...props }: BackLinkProps) {
  return (
    <Link {...props} baseClass="govuk-back-link">
      {children}
    </Link>
  );
}
