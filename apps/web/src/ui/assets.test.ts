import { describe, expect, it } from 'vitest';
import { assetPath, assets } from './assets.ts';
import { buildStylesheet } from './stylesheet.ts';

const stylesheet = buildStylesheet();
const textOf = (name: string) =>
  Buffer.from(assets.find((asset) => asset.name === name)!.body).toString('utf8');

describe('the stylesheet', () => {
  // The crown, GOV.UK's logo and crest, its typeface and its header and footer belong to GOV.UK alone.
  it.each([
    'gds transport',
    'crown',
    'crest',
    'assets/',
    'govuk-header',
    'govuk-footer',
    'govuk-logo',
    '@import',
  ])('holds nothing of "%s"', (forbidden) => {
    expect(stylesheet.toLowerCase()).not.toContain(forbidden);
  });

  it('takes only our own fonts', () => {
    const addresses = [...stylesheet.matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address);
    expect(addresses).toEqual([
      'source-sans-3-latin-wght-normal.woff2',
      'source-sans-3-latin-ext-wght-normal.woff2',
      'source-serif-4-latin-wght-normal.woff2',
      'source-serif-4-latin-ext-wght-normal.woff2',
    ]);
  });

  it('keeps the components we use, in whole rules', () => {
    for (const block of [
      'button',
      'radios__conditional',
      'summary-list',
      'notification-banner',
      'visually-hidden',
    ]) {
      expect(stylesheet).toContain(`.govuk-${block}`);
    }
    expect(stylesheet.split('{').length).toBe(stylesheet.split('}').length);
    expect(stylesheet.length).toBeGreaterThan(90_000);
  });
});

describe('assets', () => {
  it('carry a hash in their path, beside each other, and may be kept for ever', () => {
    for (const asset of assets) {
      expect(asset.path).toMatch(/^\/static\/[a-z0-9-]+-[0-9a-f]{16}\.(css|js|svg|woff2)$/);
      expect(asset.cacheControl).toContain('immutable');
      expect(asset.path).toContain(asset.etag.replaceAll('"', ''));
      expect(asset.body.length).toBeGreaterThan(0);
    }
    expect(new Set(assets.map((asset) => asset.path)).size).toBe(assets.length);
  });

  it('name each other by the paths under which they are served', () => {
    const served = assets.map((asset) => asset.path.slice('/static/'.length));
    const inStylesheet = [...textOf('quarterday.css').matchAll(/url\(([^)]*)\)/g)].map(
      ([, address]) => address,
    );
    const inScripts = assets
      .filter((asset) => asset.name.endsWith('.js') && asset.name !== 'govuk-frontend.js')
      .flatMap((asset) =>
        [...textOf(asset.name).matchAll(/from '\.\/([^']*)'/g)].map(([, address]) => address),
      );
    expect(inStylesheet).toHaveLength(4);
    expect(inScripts.length).toBeGreaterThan(0);
    expect(served).toEqual(expect.arrayContaining([...inStylesheet, ...inScripts]));
  });

  it('leave no script with a package name that a browser cannot resolve', () => {
    for (const { name } of assets.filter((asset) => asset.name.endsWith('.js'))) {
      expect(textOf(name)).not.toMatch(/from\s*['"][^./]/);
    }
  });

  it('are found by name', () => {
    expect(assetPath('mark.svg')).toMatch(/^\/static\/mark-/);
    expect(() => assetPath('nothing.js')).toThrow('nothing.js');
  });
});
