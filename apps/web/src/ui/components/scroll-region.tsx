import { type Child } from 'hono/jsx';

/** Lets a wide table scroll sideways on a narrow screen, by touch and by keyboard. `label` names what is inside. */
export function ScrollRegion({ label, children }: { label: string; children: Child }) {
  return (
    <div class="qd-scroll" role="region" aria-label={label} tabindex={0}>
      {children}
    </div>
  );
}
