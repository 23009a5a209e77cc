import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { describeField, FieldLabel, FieldNotes, FormGroup, type LabelledFieldParams } from './form-group.tsx';

interface SelectItem {
  text: string;
  /** Falls back to the text, as browsers do. */
  value?: string | undefined;
  selected?: boolean | undefined;
  disabled?: boolean | undefined;
  attributes?: Attributes | undefined;
}

interface SelectProps extends LabelledFieldParams {
  name: string;
  id?: string | undefined;
  items: readonly SelectItem[];
  /** The value of the chosen item. */
  value?: string | undefined;
  disabled?: boolean | undefined;
  describedBy?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A question with one answer out of many. */
export function Select(props: SelectProps) {
  const { id = props.name, value } = props;
  return (
    <FormGroup {...props}>
      <FieldLabel id={id} label={props.label} />
      <FieldNotes {...props} id={id} />
      <select
        class={classNames(
          'govuk-select',
          props.classes,
          Boolean(props.errorMessage) && 'govuk-select--error',
        )}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describeField(id, props, props.describedBy)}
        {...safeAttributes(props.attributes)}
      >
        {props.items.map((item) => (
          <option
            value={item.value}
            selected={item.selected ?? (value !== undefined && (item.value ?? item.text) === value)}
            disabled={item.disabled}
            {...safeAttributes(item.attributes)}
          >
            {item.text}
          </option>
        ))}
      </select>
    </FormGroup>
  );
}
