import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface TagProps {
  children: Child;
  /** For example `govuk-tag--green`; the colour never says anything that the words do not. */
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A short status. */
export function Tag({ children, classes, attributes }: TagProps) {
  return (
    <strong class={classNames('govuk-tag', classes)} {...safeAttributes(attributes)}>
      {children}
    </strong>
  );
}
