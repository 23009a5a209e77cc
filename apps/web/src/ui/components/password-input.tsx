import { classNames } from '../attributes.ts';
import { Button } from './button.tsx';
import { Input, type InputProps } from './input.tsx';

interface PasswordInputProps extends Pick<
  InputProps,
  | 'name'
  | 'id'
  | 'label'
  | 'hint'
  | 'errorMessage'
  | 'formGroup'
  | 'classes'
  | 'disabled'
  | 'describedBy'
  | 'attributes'
> {
  /** "current-password" unless told otherwise; "new-password" where a password is chosen. */
  autocomplete?: 'current-password' | 'new-password' | undefined;
}

/** A field for a password, with a "Show" button that appears with JavaScript. Never filled in by the server. */
export function PasswordInput(props: PasswordInputProps) {
  const id = props.id ?? props.name;
  return (
    <Input
      {...props}
      id={id}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? 'current-password'}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      formGroup={{
        classes: classNames('govuk-password-input', props.formGroup?.classes),
        attributes: { 'data-module': 'govuk-password-input', ...props.formGroup?.attributes },
      }}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      afterInput={
        <Button
          type="button"
          variant="secondary"
          classes="govuk-password-input__toggle govuk-js-password-input-toggle"
          attributes={{ 'aria-controls': id, 'aria-label': 'Show password', hidden: true }}
        >
          Show
        </Button>
      }
    />
  );
}
