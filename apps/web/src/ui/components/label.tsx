import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

export interface LabelProps {
  text: Child;
  for?: string | undefined;
  classes?: string | undefined;
  /** Puts the label into the page's only `h1`, for pages that ask one thing. */
  isPageHeading?: boolean | undefined;
  attributes?: Attributes | undefined;
}

/** The name of a field. */
export function Label({ text, for: htmlFor, classes, isPageHeading, attributes }: LabelProps) {
  const label = (
    <label class={classNames('govuk-label', classes)} {...safeAttributes(attributes)} for={htmlFor}>
      {text}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}
