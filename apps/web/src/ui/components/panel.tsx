import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface PanelProps {
  titleText: Child;
  headingLevel?: 1 | 2 | undefined;
  children?: Child;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** The good end of a journey: "Submitted", with the receipt's number. */
export function Panel({ titleText, headingLevel = 1, children, classes, attributes }: PanelProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div class={classNames('govuk-panel govuk-panel--confirmation', classes)} {...safeAttributes(attributes)}>
      <Heading class="govuk-panel__title">{titleText}</Heading>
      {children !== undefined && <div class="govuk-panel__body">{children}</div>}
    </div>
  );
}
