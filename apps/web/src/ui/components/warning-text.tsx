import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface WarningTextProps {
  children: Child;
  iconFallbackText?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Something with consequences, before the person acts. */
export function WarningText({
  children,
  iconFallbackText = 'Warning',
  classes,
  attributes,
}: WarningTextProps) {
  return (
    <div class={classNames('govuk-warning-text', classes)} {...safeAttributes(attributes)}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{iconFallbackText}</span> {children}
      </strong>
    </div>
  );
}
