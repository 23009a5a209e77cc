import { describe, expect, it } from 'vitest';
import { render } from '../test/markup.ts';
import { layOutChart } from './monthly-chart-geometry.ts';
import { MonthlyChart } from './monthly-chart.tsx';

const months = [
  { month: '2026-04', incomePence: 100_000, expensesPence: 25_000 },
  { month: '2026-05', incomePence: 50_000, expensesPence: -25_000 },
];

describe('layOutChart', () => {
  it('draws bars in proportion, from zero', () => {
    const { groups, baseline } = layOutChart(months);
    const [april, may] = groups;
    expect(april!.income.height).toBeCloseTo(april!.expenses.height * 4, 0);
    expect(april!.income.y + april!.income.height).toBeCloseTo(baseline, 1);
    expect(may!.income.height).toBeCloseTo(april!.income.height / 2, 0);
  });

  it('hangs a refund below zero', () => {
    const { groups, baseline } = layOutChart(months);
    expect(groups[1]!.expenses.y).toBe(baseline);
    expect(groups[1]!.expenses.height).toBeGreaterThan(0);
  });

  it('rules lines at round amounts that hold every bar', () => {
    expect(layOutChart(months).ticks.map((tick) => tick.label)).toEqual(['−£500', '£0', '£500', '£1,000']);
    expect(
      layOutChart([{ month: '2026-04', incomePence: 1_250_000_00, expensesPence: 0 }]).ticks.at(-1)?.label,
    ).toBe('£1,500k');
  });

  it('draws an empty year without dividing by zero', () => {
    const { groups, ticks } = layOutChart([{ month: '2026-04', incomePence: 0, expensesPence: 0 }]);
    expect(groups[0]!.income.height).toBe(0);
    expect(ticks.every((tick) => Number.isFinite(tick.y))).toBe(true);
    expect(layOutChart([]).groups).toEqual([]);
  });
});

describe('MonthlyChart', () => {
  const html = render(<MonthlyChart id="year" title="Income and expenses" months={months} />);

  it('has a name and a description for those who cannot see it', () => {
    expect(html).toContain('role="img" aria-labelledby="year-name year-description"');
    expect(html).toContain('<title id="year-name">Income and expenses</title>');
    expect(html).toContain('From April 2026 to May 2026: income £1,500.00, expenses £0.00.');
  });

  it('gives the same figures as a table', () => {
    expect(html).toContain('<th scope="row" class="govuk-table__header">May 2026</th>');
    expect(html).toContain('£750.00');
  });

  it('is told apart without colour and drawn without inline style', () => {
    expect(html).toContain('fill="url(#year-hatch)"');
    expect(html).not.toContain('style=');
  });
});
