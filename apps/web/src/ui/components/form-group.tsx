import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { ErrorMessage, type ErrorMessageProps } from './error-message.tsx';
import { Hint, type HintProps } from './hint.tsx';
import { Label, type LabelProps } from './label.tsx';

/** What every field and group of fields takes beside its own parameters; a bare string is short for `{ text }`. */
export interface FieldParams {
  hint?: string | Omit<HintProps, 'id'> | undefined;
  errorMessage?: string | Omit<ErrorMessageProps, 'id'> | undefined;
  formGroup?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined;
}

/** What a field with one label takes. */
export interface LabelledFieldParams extends FieldParams {
  label: string | Omit<LabelProps, 'for'>;
}

/** The ids for `aria-describedby`: what the caller named, then the hint, then the error. */
export function describeField(
  id: string,
  { hint, errorMessage }: FieldParams,
  describedBy?: string,
): string | undefined {
  return (
    classNames(describedBy, hint !== undefined && `${id}-hint`, Boolean(errorMessage) && `${id}-error`) ||
    undefined
  );
}

/** The box around a field, red at its edge while the field has an error. */
export function FormGroup({ errorMessage, formGroup, children }: FieldParams & { children?: Child }) {
  const classes = classNames(
    'govuk-form-group',
    Boolean(errorMessage) && 'govuk-form-group--error',
    formGroup?.classes,
  );
  return (
    <div class={classes} {...safeAttributes(formGroup?.attributes)}>
      {children}
    </div>
  );
}

/** A field's label, for the field with the given id. */
export function FieldLabel({ id, label }: { id: string; label: LabelledFieldParams['label'] }) {
  return <Label {...(typeof label === 'string' ? { text: label } : label)} for={id} />;
}

/** A field's hint and error message, with the ids that `describeField` names. */
export function FieldNotes({ id, hint, errorMessage }: FieldParams & { id: string }) {
  return (
    <>
      {hint !== undefined && (
        <Hint {...(typeof hint === 'string' ? { text: hint } : hint)} id={`${id}-hint`} />
      )}
      {errorMessage && (
        <ErrorMessage
          {...(typeof errorMessage === 'string' ? { text: errorMessage } : errorMessage)}
          id={`${id}-error`}
        />
      )}
    </>
  );
}
