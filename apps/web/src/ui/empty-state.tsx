import { type Child } from 'hono/jsx';

interface EmptyStateProps {
  heading: string;
  /** What would be here, and how it gets here. */
  children: Child;
  /** Buttons or links to begin with. */
  actions?: Child;
}

/** What a page says while it has nothing to show. */
export function EmptyState({ heading, children, actions }: EmptyStateProps) {
  return (
    <section class="qd-empty">
      <h2 class="govuk-heading-m">{heading}</h2>
      <div class="govuk-body">{children}</div>
      {actions !== undefined && <div class="govuk-button-group qd-empty__actions">{actions}</div>}
    </section>
  );
}
