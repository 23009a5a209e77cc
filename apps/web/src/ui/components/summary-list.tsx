import { type Child } from 'hono/jsx';
import { type Attributes, classNames, safeAttributes } from '../attributes.ts';
import { Link } from '../link.tsx';

interface SummaryAction {
  href: string;
  text: Child;
  /** Says what the action is about, as "Change" alone does not. */
  visuallyHiddenText?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

interface SummaryActions {
  items: readonly SummaryAction[];
  classes?: string | undefined;
}

interface SummaryCard {
  title: string | { text: string; headingLevel?: 2 | 3 | 4 | undefined; classes?: string | undefined };
  actions?: SummaryActions | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

interface SummaryCell {
  text: Child;
  classes?: string | undefined;
}

interface SummaryRow {
  key: string | SummaryCell;
  /** A bare string is short for `{ text }`. */
  value: string | SummaryCell;
  actions?: SummaryActions | undefined;
  classes?: string | undefined;
}

interface SummaryListProps {
  rows: readonly SummaryRow[];
  /** Puts the list into a titled box. */
  card?: SummaryCard | undefined;
  /** For example `govuk-summary-list--no-border`. */
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Facts as a list of names and values, each with the actions that change it. */
export function SummaryList({ rows, card, classes, attributes }: SummaryListProps) {
  const anyActions = rows.some((row) => hasActions(row.actions));
  const list = (
    <dl class={classNames('govuk-summary-list', classes)} {...safeAttributes(attributes)}>
      {rows.map((row) => (
        <Row row={row} anyActions={anyActions} cardTitle={card && titleOf(card).text} />
      ))}
    </dl>
  );
  return card === undefined ? list : <Card card={card}>{list}</Card>;
}

function Row(props: { row: SummaryRow; anyActions: boolean; cardTitle: string | undefined }) {
  const { row, anyActions, cardTitle } = props;
  const key = cellOf(row.key);
  const value = cellOf(row.value);
  const noActions = anyActions && row.actions === undefined;
  return (
    <div
      class={classNames(
        'govuk-summary-list__row',
        noActions && 'govuk-summary-list__row--no-actions',
        row.classes,
      )}
    >
      <dt class={classNames('govuk-summary-list__key', key.classes)}>{key.text}</dt>
      <dd class={classNames('govuk-summary-list__value', value.classes)}>{value.text}</dd>
      {hasActions(row.actions) && (
        <dd class={classNames('govuk-summary-list__actions', row.actions.classes)}>
          <Actions
            actions={row.actions.items}
            cardTitle={cardTitle}
            list="govuk-summary-list__actions-list"
            item="govuk-summary-list__actions-list-item"
          />
        </dd>
      )}
    </div>
  );
}

function Card({ card, children }: { card: SummaryCard; children: Child }) {
  const title = titleOf(card);
  const Heading = `h${title.headingLevel ?? 2}` as const;
  const actions = card.actions;
  const actionsClass = classNames('govuk-summary-card__actions', actions?.classes);
  return (
    <div class={classNames('govuk-summary-card', card.classes)} {...safeAttributes(card.attributes)}>
      <div class="govuk-summary-card__title-wrapper">
        <Heading class={classNames('govuk-summary-card__title', title.classes)}>{title.text}</Heading>
        {hasActions(actions) &&
          (actions.items.length === 1 ? (
            <div class={actionsClass}>
              <Actions actions={actions.items} cardTitle={title.text} list="" item="" />
            </div>
          ) : (
            <Actions
              actions={actions.items}
              cardTitle={title.text}
              list={actionsClass}
              item="govuk-summary-card__action"
            />
          ))}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  );
}

interface ActionsProps {
  actions: readonly SummaryAction[];
  cardTitle: string | undefined;
  list: string;
  item: string;
}

function Actions({ actions, cardTitle, list, item }: ActionsProps) {
  const [only, ...others] = actions;
  if (only !== undefined && others.length === 0) return <Action action={only} cardTitle={cardTitle} />;
  return (
    <ul class={list}>
      {actions.map((action) => (
        <li class={item}>
          <Action action={action} cardTitle={cardTitle} />
        </li>
      ))}
    </ul>
  );
}

function Action({ action, cardTitle }: { action: SummaryAction; cardTitle: string | undefined }) {
  const about = classNames(action.visuallyHiddenText, cardTitle !== undefined && `(${cardTitle})`);
  return (
    <Link
      href={action.href}
      classes={action.classes}
      visuallyHiddenText={about || undefined}
      attributes={action.attributes}
    >
      {action.text}
    </Link>
  );
}

function cellOf(cell: string | SummaryCell): SummaryCell {
  return typeof cell === 'string' ? { text: cell } : cell;
}

function titleOf(card: SummaryCard) {
  return typeof card.title === 'string'
    ? { text: card.title, headingLevel: undefined, classes: undefined }
    : card.title;
}

function hasActions(actions: SummaryActions | undefined): actions is SummaryActions {
  return actions !== undefined && actions.items.length > 0;
}
