import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface PaginationStep {
  href: string;
  /** "Previous page" and "Next page" unless told otherwise. */
  text?: Child;
  /** What is there, when the pagination has no `items`. */
  labelText?: string | undefined;
  attributes?: Attributes | undefined;
}

interface PaginationPage {
  number: number | string;
  href: string;
  current?: boolean | undefined;
  visuallyHiddenText?: string | undefined;
  attributes?: Attributes | undefined;
}

interface PaginationProps {
  items?: readonly (PaginationPage | { ellipsis: true })[] | undefined;
  previous?: PaginationStep | undefined;
  next?: PaginationStep | undefined;
  landmarkLabel?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** The way through a long list. */
export function Pagination(props: PaginationProps) {
  const { items, previous, next } = props;
  const isBlock = items === undefined && (previous ?? next) !== undefined;
  return (
    <nav
      class={classNames('govuk-pagination', isBlock && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel ?? 'Pagination'}
      {...safeAttributes(props.attributes)}
    >
      {previous && <Step step={previous} rel="prev" isBlock={isBlock} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item) =>
            'ellipsis' in item ? (
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            ) : (
              <PageLink {...item} />
            ),
          )}
        </ul>
      )}
      {next && <Step step={next} rel="next" isBlock={isBlock} />}
    </nav>
  );
}

function PageLink({ number, href, current, visuallyHiddenText, attributes }: PaginationPage) {
  return (
    <li class={classNames('govuk-pagination__item', current && 'govuk-pagination__item--current')}>
      <Link
        href={href}
        classes="govuk-pagination__link"
        attributes={{
          'aria-label': visuallyHiddenText ?? `Page ${number}`,
          'aria-current': current ? 'page' : undefined,
          ...attributes,
        }}
      >
        {number}
      </Link>
    </li>
  );
}

function Step({ step, rel, isBlock }: { step: PaginationStep; rel: 'prev' | 'next'; isBlock: boolean }) {
  const isLabelled = isBlock && step.labelText !== undefined;
  return (
    <div class={`govuk-pagination__${rel}`}>
      <Link href={step.href} rel={rel} classes="govuk-pagination__link" attributes={step.attributes}>
        {(isBlock || rel === 'prev') && <Arrow rel={rel} />}
        <span
          class={classNames(
            'govuk-pagination__link-title',
            isBlock && !isLabelled && 'govuk-pagination__link-title--decorated',
          )}
        >
          {step.text ?? <StepText rel={rel} />}
        </span>
        {isLabelled && <span class="govuk-visually-hidden">:</span>}
        {isLabelled && <span class="govuk-pagination__link-label">{step.labelText}</span>}
        {!isBlock && rel === 'next' && <Arrow rel={rel} />}
      </Link>
    </div>
  );
}

function StepText({ rel }: { rel: 'prev' | 'next' }) {
  return (
    <>
      {rel === 'prev' ? 'Previous' : 'Next'}
      <span class="govuk-visually-hidden"> page</span>
    </>
  );
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};

function Arrow({ rel }: { rel: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${rel}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[rel]} />
    </svg>
  );
}
