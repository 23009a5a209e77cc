import { describe, expect, it } from 'vitest';
import { render } from '../test/markup.ts';
import { safeAttributes } from './attributes.ts';
import { Button } from './components/button.tsx';
import { FiguresTable } from './figures-table.tsx';
import { Link, safeHref } from './link.tsx';
import { ToBeKept } from './to-be-kept.ts';

describe('safeHref', () => {
  it.each(['/', '/records?page=2#top', '#amount', 'https://www.gov.uk/register'])(
    'lets %s through',
    (href) => {
      expect(safeHref(href)).toBe(href);
    },
  );

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'http://www.gov.uk/',
    '//example.com/',
    '/\\example.com/',
    '/\t/example.com/',
    'https:/example.com',
    'https://',
    'records',
    '',
  ])('refuses %j', (href) => {
    expect(() => safeHref(href)).toThrow(TypeError);
  });

  it('guards every component that takes a target', () => {
    expect(() => render(<Link href="javascript:alert(1)">x</Link>)).toThrow(TypeError);
    expect(() => render(<Button href="javascript:alert(1)">x</Button>)).toThrow(TypeError);
  });
});

describe('Link', () => {
  it('escapes its text and says what it is about to screen readers', () => {
    expect(
      render(
        <Link href="/a" visuallyHiddenText="the address">
          {'<Change>'}
        </Link>,
      ),
    ).toBe(
      '<a class="govuk-link" href="/a">&lt;Change&gt;<span class="govuk-visually-hidden"> the address</span></a>',
    );
  });
});

describe('safeAttributes', () => {
  it.each(['style', 'onclick', 'href', 'formaction'])('refuses %s', (name) => {
    expect(() => safeAttributes({ [name]: 'x' })).toThrow(TypeError);
  });

  it('passes the rest on', () => {
    expect(safeAttributes({ accept: '.csv', 'aria-live': 'polite' })).toEqual({
      accept: '.csv',
      'aria-live': 'polite',
    });
  });
});

describe('what is to be kept', () => {
  it('holds the text of a link alone, and nothing that could be led to', () => {
    const figures = (
      <FiguresTable
        caption="Income"
        rows={[{ id: 'rent', label: 'Rent', amountPence: 1, href: '/records', error: 'Refused' }]}
      />
    );
    expect(render(figures)).toMatch(/<a[^>]* href="\/records"/);
    const kept = render(<ToBeKept.Provider value={true}>{figures}</ToBeKept.Provider>);
    expect(kept).toContain('Rent');
    expect(kept).toContain('Refused');
    expect(kept).not.toMatch(/href=|id=|aria-describedby=/);
  });
});
