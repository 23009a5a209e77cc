import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { safeHref } from '../link.tsx';

interface ButtonProps {
  children: Child;
  variant?: 'secondary' | 'warning' | 'inverse' | undefined;
  classes?: string | undefined;
  id?: string | undefined;
  isStartButton?: boolean | undefined;
  /** Makes the button a link that looks like one. */
  href?: string | undefined;
  type?: 'submit' | 'button' | 'reset' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  /** Ignores a second click within a second; needs JavaScript, so the server must not depend on it. */
  preventDoubleClick?: boolean | undefined;
  attributes?: Attributes | undefined;
}

/** A button that sends its form, or with `href` a link that looks like a button. */
export function Button(props: ButtonProps) {
  const classes = classNames(
    'govuk-button',
    props.variant && `govuk-button--${props.variant}`,
    props.classes,
    props.isStartButton && 'govuk-button--start',
  );
  const shared = {
    class: classes,
    'data-module': 'govuk-button',
    ...safeAttributes(props.attributes),
    id: props.id,
  };
  if (props.href !== undefined) {
    return (
      <a href={safeHref(props.href)} role="button" draggable="false" {...shared}>
        <ButtonText {...props} />
      </a>
    );
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...shared}
    >
      <ButtonText {...props} />
    </button>
  );
}

function ButtonText({ children, isStartButton }: ButtonProps) {
  if (!isStartButton) return <>{children}</>;
  return (
    <>
      {typeof children === 'string' ? children : <span>{children}</span>}
      <svg
        class="govuk-button__start-icon"
        xmlns="http://www.w3.org/2000/svg"
        width="17.5"
        height="19"
        viewBox="0 0 33 40"
        aria-hidden="true"
        focusable="false"
      >
        <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
      </svg>
    </>
  );
}
