import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface InsetTextProps {
  children: Child;
  id?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Text set apart from what surrounds it. */
export function InsetText({ children, id, classes, attributes }: InsetTextProps) {
  return (
    <div id={id} class={classNames('govuk-inset-text', classes)} {...safeAttributes(attributes)}>
      {children}
    </div>
  );
}
