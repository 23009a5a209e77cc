import { type Child, useContext } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from './attributes.ts';
import { ToBeKept } from './to-be-kept.ts';

// Browsers drop tabs and line breaks inside an address and read "\" as "/", so "/\host" and "/<tab>/host" leave our site.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const trickyCharacter = /[\u0000-\u0020\u007f\\]/;

/**
 * Checks the target of a link: a path of ours ("/records"), a place on the page ("#amount") or an https address.
 * hono/jsx escapes text but lets `javascript:` addresses through, so no component writes an unchecked `href`.
 * @throws TypeError for anything else
 */
export function safeHref(href: string): string {
  const own = href.startsWith('#') || (href.startsWith('/') && !href.startsWith('//'));
  if (trickyCharacter.test(href) || !(own || isHttps(href))) {
    throw new TypeError('A link may only lead to a path of ours or to an https address');
  }
  return href;
}

function isHttps(href: string): boolean {
  return href.startsWith('https://') && URL.canParse(href);
}

interface LinkProps {
  href: string;
  children: Child;
  /** Replaces `govuk-link`. */
  baseClass?: string | undefined;
  classes?: string | undefined;
  id?: string | undefined;
  rel?: string | undefined;
  /** Said after the link's text to screen readers, for links whose text repeats on the page. */
  visuallyHiddenText?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A link to a path of ours or to an https address; any other address throws. What is to be kept holds its text alone. */
export function Link({
  href,
  children,
  baseClass = 'govuk-link',
  classes,
  id,
  rel,
  visuallyHiddenText,
  attributes,
}: LinkProps) {
  if (useContext(ToBeKept)) return <>{children}</>;
  return (
    <a
      class={classNames(baseClass, classes) || undefined}
      href={safeHref(href)}
      id={id}
      rel={rel}
      {...safeAttributes(attributes)}
    >
      {children}
      {visuallyHiddenText && <span class="govuk-visually-hidden"> {visuallyHiddenText}</span>}
    </a>
  );
}
