import { describe, expect, it } from 'vitest';
import { render } from '../test/markup.ts';
import { FiguresTable } from './figures-table.tsx';

const row = { id: 'repairs', label: 'Repairs', amountPence: 150000 };
const table = (more: object = {}) => render(<FiguresTable caption="Expenses" rows={[{ ...row, ...more }]} />);

describe('FiguresTable', () => {
  it('leads from a figure to the transactions behind it', () => {
    expect(table({ href: '/records?category=repairs' })).toContain(
      '<a class="govuk-link" href="/records?category=repairs">Repairs</a>',
    );
  });

  it('shows the figure sent before and the change only where there is one', () => {
    expect(table()).not.toContain('Last update');
    expect(table({ previousPence: 100000 })).toContain('+£500.00');
    expect(table({ previousPence: 170000 })).toContain('−£200.00');
    expect(table({ previousPence: 150000 })).toContain('No change');
  });

  it('puts a refusal beside the figure it names, where an error summary can lead', () => {
    const html = table({ error: 'HMRC says this is too much' });
    expect(html).toContain('id="repairs"');
    expect(html).toMatch(/id="repairs-error"><span class="govuk-visually-hidden">Error:<\/span> HMRC says/);
    expect(html).toContain('aria-describedby="repairs-error"');
  });
});
