import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface TaskListItem {
  title: string | { text: Child; classes?: string | undefined };
  href?: string | undefined;
  hint?: Child;
  /** Words or a `Tag`. */
  status: Child;
  statusClasses?: string | undefined;
  classes?: string | undefined;
}

interface TaskListProps {
  items: readonly TaskListItem[];
  idPrefix?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What is to be done, each with how far it is. */
export function TaskList({ items, idPrefix = 'task-list', classes, attributes }: TaskListProps) {
  return (
    <ul class={classNames('govuk-task-list', classes)} {...safeAttributes(attributes)}>
      {items.map((item, index) => (
        <Item item={item} id={`${idPrefix}-${index + 1}`} />
      ))}
    </ul>
  );
}

function Item({ item, id }: { item: TaskListItem; id: string }) {
  const hasHint = item.hint !== undefined;
  const withLink = item.href !== undefined && 'govuk-task-list__item--with-link';
  return (
    <li class={classNames('govuk-task-list__item', withLink, item.classes)}>
      <div class="govuk-task-list__name-and-hint">
        <Title item={item} describedBy={classNames(hasHint && `${id}-hint`, `${id}-status`)} />
        {hasHint && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {item.hint}
          </div>
        )}
      </div>
      <div class={classNames('govuk-task-list__status', item.statusClasses)} id={`${id}-status`}>
        {item.status}
      </div>
    </li>
  );
}

function Title({ item, describedBy }: { item: TaskListItem; describedBy: string }) {
  const title = typeof item.title === 'string' ? { text: item.title } : item.title;
  if (item.href === undefined) return <div class={title.classes}>{title.text}</div>;
  return (
    <Link
      href={item.href}
      classes={classNames('govuk-task-list__link', title.classes)}
      attributes={{ 'aria-describedby': describedBy }}
    >
      {title.text}
    </Link>
  );
}
