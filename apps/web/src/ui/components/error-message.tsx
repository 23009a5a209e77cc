import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

export interface ErrorMessageProps {
  text: Child;
  id?: string | undefined;
  classes?: string | undefined;
  /** The word read out before the message; an empty string leaves it out. */
  visuallyHiddenText?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What is wrong with a field, beside it. */
export function ErrorMessage({
  text,
  id,
  classes,
  visuallyHiddenText = 'Error',
  attributes,
}: ErrorMessageProps) {
  return (
    <p id={id} class={classNames('govuk-error-message', classes)} {...safeAttributes(attributes)}>
      {visuallyHiddenText && <span class="govuk-visually-hidden">{visuallyHiddenText}:</span>} {text}
    </p>
  );
}
