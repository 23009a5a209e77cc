import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { describeField, FieldLabel, FieldNotes, FormGroup, type LabelledFieldParams } from './form-group.tsx';

interface Affix {
  text: Child;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

export interface InputProps extends LabelledFieldParams {
  name: string;
  /** Falls back to the name. */
  id?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | undefined;
  value?: string | number | undefined;
  /** Width classes are `govuk-input--width-2` to `-30`, or `govuk-!-width-one-half` and the like. */
  classes?: string | undefined;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | undefined;
  autocomplete?: string | undefined;
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined;
  pattern?: string | undefined;
  spellcheck?: boolean | undefined;
  disabled?: boolean | undefined;
  describedBy?: string | undefined;
  /** Shown before the field, such as "£"; not read out, so the label must say the unit too. */
  prefix?: string | Affix | undefined;
  suffix?: string | Affix | undefined;
  inputWrapper?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined;
  /** Stands after the field, on its line. */
  afterInput?: Child;
  attributes?: Attributes | undefined;
}

/** A field for one line of text. */
export function Input(props: InputProps) {
  const { id = props.name, prefix, suffix, afterInput, inputWrapper } = props;
  const field = <Field {...props} id={id} />;
  return (
    <FormGroup {...props}>
      <FieldLabel id={id} label={props.label} />
      <FieldNotes {...props} id={id} />
      {prefix !== undefined || suffix !== undefined || afterInput !== undefined ? (
        <div
          class={classNames('govuk-input__wrapper', inputWrapper?.classes)}
          {...safeAttributes(inputWrapper?.attributes)}
        >
          {prefix !== undefined && <AffixBox kind="prefix" affix={prefix} />}
          {field}
          {suffix !== undefined && <AffixBox kind="suffix" affix={suffix} />}
          {afterInput}
        </div>
      ) : (
        field
      )}
    </FormGroup>
  );
}

function Field(props: InputProps & { id: string }) {
  return (
    <input
      class={classNames('govuk-input', props.classes, Boolean(props.errorMessage) && 'govuk-input--error')}
      id={props.id}
      name={props.name}
      type={props.type ?? 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describeField(props.id, props, props.describedBy)}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...safeAttributes(props.attributes)}
    />
  );
}

function AffixBox({ kind, affix }: { kind: 'prefix' | 'suffix'; affix: string | Affix }) {
  const { text, classes, attributes } = typeof affix === 'string' ? { text: affix } : affix;
  return (
    <div
      class={classNames(`govuk-input__${kind}`, classes)}
      aria-hidden="true"
      {...safeAttributes(attributes)}
    >
      {text}
    </div>
  );
}
