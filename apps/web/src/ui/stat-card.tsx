import { type Child } from 'hono/jsx';
import { Link } from './link.tsx';

interface StatCardProps {
  heading: string;
  /** The answer at a glance: a status, a date, a figure. */
  value: Child;
  /** One or two short lines below it. */
  note?: Child;
  action?: { href: string; text: string } | undefined;
}

/** The answer to one question of the home page. */
export function StatCard({ heading, value, note, action }: StatCardProps) {
  return (
    <section class="qd-card">
      <h2 class="qd-card__heading">{heading}</h2>
      <div class="qd-card__value">{value}</div>
      {note !== undefined && <div class="qd-card__note">{note}</div>}
      {action && (
        <p class="qd-card__action">
          <Link href={action.href}>{action.text}</Link>
        </p>
      )}
    </section>
  );
}

/** Sets `StatCard`s side by side, or below each other on narrow screens. */
export function StatCards({ children }: { children: Child }) {
  return <div class="qd-cards">{children}</div>;
}
