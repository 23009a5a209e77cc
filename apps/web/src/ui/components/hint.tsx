import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

export interface HintProps {
  text: Child;
  id?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Help that stands between a label and its field. */
export function Hint({ text, id, classes, attributes }: HintProps) {
  return (
    <div id={id} class={classNames('govuk-hint', classes)} {...safeAttributes(attributes)}>
      {text}
    </div>
  );
}
