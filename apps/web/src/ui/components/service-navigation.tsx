import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface ServiceNavigationItem {
  href: string;
  text: Child;
  /** The page in view is this one. */
  current?: boolean | undefined;
  /** The page in view lies below this one. */
  active?: boolean | undefined;
  attributes?: Attributes | undefined;
}

interface ServiceNavigationProps {
  navigation: readonly ServiceNavigationItem[];
  navigationLabel?: string | undefined;
  navigationId?: string | undefined;
  /** Folds the list behind a "Menu" button on narrow screens, with JavaScript. */
  collapseNavigationOnMobile?: boolean | undefined;
  menuButtonText?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** The links to the parts of the service. */
export function ServiceNavigation(props: ServiceNavigationProps) {
  const { navigation, navigationId = 'navigation', menuButtonText = 'Menu' } = props;
  return (
    <div
      class={classNames('govuk-service-navigation', props.classes)}
      data-module="govuk-service-navigation"
      {...safeAttributes(props.attributes)}
    >
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav aria-label={props.navigationLabel ?? menuButtonText} class="govuk-service-navigation__wrapper">
            {(props.collapseNavigationOnMobile ?? navigation.length > 1) && (
              <button
                type="button"
                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls={navigationId}
                hidden
                aria-hidden="true"
              >
                {menuButtonText}
              </button>
            )}
            <ul class="govuk-service-navigation__list" id={navigationId}>
              {navigation.map((item) => (
                <Item {...item} />
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  );
}

function Item({ href, text, current, active, attributes }: ServiceNavigationItem) {
  const marked = Boolean(current ?? active);
  return (
    <li
      class={classNames('govuk-service-navigation__item', marked && 'govuk-service-navigation__item--active')}
    >
      <Link
        baseClass="govuk-service-navigation__link"
        href={href}
        attributes={{ 'aria-current': current ? 'page' : active ? 'true' : undefined, ...attributes }}
      >
        {marked ? <strong class="govuk-service-navigation__active-fallback">{text}</strong> : text}
      </Link>
    </li>
  );
}
