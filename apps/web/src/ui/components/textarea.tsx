import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { describeField, FieldLabel, FieldNotes, FormGroup, type LabelledFieldParams } from './form-group.tsx';

interface TextareaProps extends LabelledFieldParams {
  name: string;
  id?: string | undefined;
  value?: string | undefined;
  rows?: number | undefined;
  spellcheck?: boolean | undefined;
  disabled?: boolean | undefined;
  autocomplete?: string | undefined;
  describedBy?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A field for several lines of text. */
export function Textarea(props: TextareaProps) {
  const { id = props.name } = props;
  return (
    <FormGroup {...props}>
      <FieldLabel id={id} label={props.label} />
      <FieldNotes {...props} id={id} />
      <textarea
        class={classNames(
          'govuk-textarea',
          Boolean(props.errorMessage) && 'govuk-textarea--error',
          props.classes,
        )}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describeField(id, props, props.describedBy)}
        autocomplete={props.autocomplete}
        {...safeAttributes(props.attributes)}
      >
        {props.value}
      </textarea>
    </FormGroup>
  );
}
