import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';

interface NotificationBannerProps {
  /** A bare string becomes the banner's heading line; give elements for anything longer. */
  children: Child;
  type?: 'success' | undefined;
  role?: 'alert' | 'region' | undefined;
  titleText?: Child;
  titleId?: string | undefined;
  titleHeadingLevel?: 2 | 3 | undefined;
  disableAutoFocus?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** News that does not belong to the page's own content. Two on one page need different `titleId`s. */
export function NotificationBanner(props: NotificationBannerProps) {
  const { children, type, titleId = 'govuk-notification-banner-title' } = props;
  const success = type === 'success';
  const Heading = `h${props.titleHeadingLevel ?? 2}` as const;
  return (
    <div
      class={classNames(
        'govuk-notification-banner',
        success && 'govuk-notification-banner--success',
        props.classes,
      )}
      role={props.role ?? (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...safeAttributes(props.attributes)}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.titleText ?? (success ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof children === 'string' ? (
          <p class="govuk-notification-banner__heading">{children}</p>
        ) : (
          children
        )}
      </div>
    </div>
  );
}
