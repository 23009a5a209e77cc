import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Fieldset, type FieldsetProps } from './fieldset.tsx';
import { describeField, FieldNotes, type FieldParams, FormGroup } from './form-group.tsx';
import { Input } from './input.tsx';

type DatePart = 'day' | 'month' | 'year';

interface DateInputProps extends FieldParams {
  id: string;
  /** Makes the fields' names `PREFIX-day`, `PREFIX-month` and `PREFIX-year`; else they are the bare words. */
  namePrefix?: string | undefined;
  fieldset?: Omit<FieldsetProps, 'children' | 'role'> | undefined;
  values?: Partial<Record<DatePart, string | undefined>> | undefined;
  /** The parts that are wrong; all three when the whole date is. */
  errorParts?: readonly DatePart[] | undefined;
  autocomplete?: 'bday' | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

const parts = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
] as const;

/** A date as day, month and year, typed by hand. The field with the error is `ID-day`, and so on. */
export function DateInput(props: DateInputProps) {
  const { id, fieldset, values = {}, errorParts = ['day', 'month', 'year'] } = props;
  const prefix = props.namePrefix === undefined ? '' : `${props.namePrefix}-`;
  const inner = (
    <>
      <FieldNotes {...props} />
      <div
        class={classNames('govuk-date-input', props.classes)}
        {...safeAttributes(props.attributes)}
        id={id}
      >
        {parts.map(({ part, label, width }) => (
          <div class="govuk-date-input__item">
            <Input
              id={`${id}-${part}`}
              name={`${prefix}${part}`}
              label={{ text: label, classes: 'govuk-date-input__label' }}
              value={values[part]}
              inputmode="numeric"
              autocomplete={props.autocomplete && `${props.autocomplete}-${part}`}
              classes={classNames(
                'govuk-date-input__input',
                Boolean(props.errorMessage) && errorParts.includes(part) && 'govuk-input--error',
                `govuk-input--width-${width}`,
              )}
            />
          </div>
        ))}
      </div>
    </>
  );
  return (
    <FormGroup {...props}>
      {fieldset === undefined ? (
        inner
      ) : (
        // Without this role JAWS does not read the description of a fieldset of text fields.
        <Fieldset {...fieldset} role="group" describedBy={describeField(id, props, fieldset.describedBy)}>
          {inner}
        </Fieldset>
      )}
    </FormGroup>
  );
}
