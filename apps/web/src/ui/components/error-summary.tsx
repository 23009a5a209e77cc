import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface ErrorSummaryItem {
  text: Child;
  /** "#" and the id of the field that must change. */
  href?: string | undefined;
  attributes?: Attributes | undefined;
}

interface ErrorSummaryProps {
  titleText?: Child;
  description?: Child;
  errorList: readonly ErrorSummaryItem[];
  disableAutoFocus?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Every error of the page at its top, each a link to its field. */
export function ErrorSummary(props: ErrorSummaryProps) {
  return (
    <div
      class={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...safeAttributes(props.attributes)}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.titleText ?? 'There is a problem'}</h2>
        <div class="govuk-error-summary__body">
          {props.description !== undefined && <p>{props.description}</p>}
          {props.errorList.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errorList.map((item) => (
                <li>
                  {item.href === undefined ? (
                    item.text
                  ) : (
                    <Link baseClass="" href={item.href} attributes={item.attributes}>
                      {item.text}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
