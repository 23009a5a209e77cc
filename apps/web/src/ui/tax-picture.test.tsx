import { expect, it } from 'vitest';

import { render } from '../test/markup.ts';
import { TaxPicture } from './tax-picture.tsx';

it('draws all bars on one scale, and says in words what each shows', () => {
  const markup = render(
    <TaxPicture
      id="tax"
      title="From income to tax"
      rows={[
        {
          label: 'Rents',
          amountPence: 20_000_00,
          parts: [{ label: 'Rents', pence: 20_000_00, look: 'income' }],
        },
        {
          label: 'Taxed',
          amountPence: 15_000_00,
          parts: [
            { label: 'Tax-free', pence: 10_000_00, look: 'free' },
            { label: 'At 20%', pence: 5_000_00, look: 'low' },
          ],
        },
      ]}
    />,
  );
  const bars = [...markup.matchAll(/x="([\d.]+)%"[^>]*width="([\d.]+)%"/g)].map(([, x, width]) => [x, width]);
  expect(bars).toEqual([
    ['0', '100'],
    ['0', '50'],
    ['50', '25'],
  ]);
  expect(markup).toContain('Taxed: £15,000.00, made of Tax-free £10,000.00, At 20% £5,000.00');
});

it('draws nothing rather than dividing by nought', () => {
  const row = {
    label: 'Rents',
    amountPence: 0,
    parts: [{ label: 'Rents', pence: 0, look: 'income' as const }],
  };
  expect(render(<TaxPicture id="tax" title="Nothing" rows={[row]} />)).toContain('width="0%"');
});
