import { type Child } from 'hono/jsx';

import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';
import { Tag } from './tag.tsx';

interface TaskListItem {
  title: { text: Child; classes?: string | undefined };
  hint?: { text: Child } | undefined;
  status: {
    /** Plain words; or a tag, where something is to be done. */
    text?: Child;
    tag?: { text: Child; classes?: string | undefined } | undefined;
    classes?: string | undefined;
  };
  /** Without it nothing can be done about the task now. */
  href?: string | undefined;
  classes?: string | undefined;
}

interface TaskListProps {
  items: readonly TaskListItem[];
  /** Makes the ids of hints and statuses; of its own for each list on a page. */
  idPrefix?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Tasks with where each of them stands, as links where something can be done. */
export function TaskList({ items, idPrefix = 'task-list', classes, attributes }: TaskListProps) {
  return (
    <ul class={classNames('govuk-task-list', classes)} {...safeAttributes(attributes)}>
      {items.map((item, index) => (
        <Task item={item} id={`${idPrefix}-${index + 1}`} />
      ))}
    </ul>
  );
}

function Task({ item, id }: { item: TaskListItem; id: string }) {
  const { title, hint, status, href } = item;
  const describedBy = classNames(hint && `${id}-hint`, `${id}-status`);
  return (
    <li
      class={classNames(
        'govuk-task-list__item',
        href !== undefined && 'govuk-task-list__item--with-link',
        item.classes,
      )}
    >
      <div class="govuk-task-list__name-and-hint">
        {href === undefined ? (
          <div {...(title.classes ? { class: title.classes } : {})}>{title.text}</div>
        ) : (
          <Link
            href={href}
            classes={classNames('govuk-task-list__link', title.classes)}
            attributes={{ 'aria-describedby': describedBy }}
          >
            {title.text}
          </Link>
        )}
        {hint && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {hint.text}
          </div>
        )}
      </div>
      <div class={classNames('govuk-task-list__status', status.classes)} id={`${id}-status`}>
        {status.tag ? <Tag classes={status.tag.classes}>{status.tag.text}</Tag> : status.text}
      </div>
    </li>
  );
}
