import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface DetailsProps {
  summaryText: Child;
  children: Child;
  id?: string | undefined;
  open?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Help that only some need, folded away. */
export function Details({ summaryText, children, id, open, classes, attributes }: DetailsProps) {
  return (
    <details id={id} class={classNames('govuk-details', classes)} {...safeAttributes(attributes)} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summaryText}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}
