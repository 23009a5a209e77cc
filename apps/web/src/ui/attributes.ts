/** Extra attributes of an element, as govuk-frontend's `attributes` parameter takes them. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const forbiddenName =
  /^(on.*|style|href|src|srcdoc|action|formaction|ref|dangerouslysetinnerhtml|children)$/i;

/**
 * Passes extra attributes on, and refuses those that would run a script, break the content security policy or lead
 * somewhere unchecked.
 */
export function safeAttributes(attributes: Attributes | undefined): Attributes {
  for (const name of Object.keys(attributes ?? {})) {
    if (forbiddenName.test(name))
      throw new TypeError(`The attribute "${name}" may not be set on a component`);
  }
  return attributes ?? {};
}

/** Joins class names and leaves out what is empty. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
