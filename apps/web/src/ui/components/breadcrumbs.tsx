import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface BreadcrumbsProps {
  items: readonly { text: Child; href?: string | undefined; attributes?: Attributes | undefined }[];
  collapseOnMobile?: boolean | undefined;
  labelText?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Where the page lies; the last item, without `href`, is the page itself. */
export function Breadcrumbs(props: BreadcrumbsProps) {
  const classes = classNames(
    'govuk-breadcrumbs',
    props.classes,
    props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
  );
  return (
    <nav class={classes} {...safeAttributes(props.attributes)} aria-label={props.labelText ?? 'Breadcrumb'}>
      <ol class="govuk-breadcrumbs__list">
        {props.items.map(({ text, href, attributes }) =>
          href === undefined ? (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item">
              <Link baseClass="govuk-breadcrumbs__link" href={href} attributes={attributes}>
                {text}
              </Link>
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
