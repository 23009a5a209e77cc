import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface LegendProps {
  text: Child;
  classes?: string | undefined;
  isPageHeading?: boolean | undefined;
}

export interface FieldsetProps {
  legend?: string | LegendProps | undefined;
  describedBy?: string | undefined;
  classes?: string | undefined;
  role?: string | undefined;
  attributes?: Attributes | undefined;
  children?: Child;
}

/** A group of fields that answer one question, named by its legend. */
export function Fieldset({ legend, describedBy, classes, role, attributes, children }: FieldsetProps) {
  return (
    <fieldset
      class={classNames('govuk-fieldset', classes)}
      role={role}
      aria-describedby={describedBy}
      {...safeAttributes(attributes)}
    >
      {legend !== undefined && <Legend {...(typeof legend === 'string' ? { text: legend } : legend)} />}
      {children}
    </fieldset>
  );
}

function Legend({ text, classes, isPageHeading }: LegendProps) {
  return (
    <legend class={classNames('govuk-fieldset__legend', classes)}>
      {isPageHeading ? <h1 class="govuk-fieldset__heading">{text}</h1> : text}
    </legend>
  );
}
