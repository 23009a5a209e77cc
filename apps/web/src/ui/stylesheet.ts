import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A face of one of our two font families, as Fontsource packages them. */
interface FontFace {
  family: string;
  package: '@fontsource-variable/source-sans-3' | '@fontsource-variable/source-serif-4';
  file: string;
  unicodeRange: string;
}

// What each file covers, as in Fontsource's own style sheets: browsers load the second only when a page needs it.
const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const latinExtended =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';

/** The font files the stylesheet names; `file` is also the name under which each is served. */
export const fontFaces: readonly FontFace[] = [
  face('Source Sans 3', '@fontsource-variable/source-sans-3', 'source-sans-3-latin-wght-normal.woff2', latin),
  face(
    'Source Sans 3',
    '@fontsource-variable/source-sans-3',
    'source-sans-3-latin-ext-wght-normal.woff2',
    latinExtended,
  ),
  face(
    'Source Serif 4',
    '@fontsource-variable/source-serif-4',
    'source-serif-4-latin-wght-normal.woff2',
    latin,
  ),
  face(
    'Source Serif 4',
    '@fontsource-variable/source-serif-4',
    'source-serif-4-latin-ext-wght-normal.woff2',
    latinExtended,
  ),
];

function face(family: string, from: FontFace['package'], file: string, unicodeRange: string): FontFace {
  return { family, package: from, file, unicodeRange };
}

// The last one wins where two say something about the same thing.
const ownSheets = ['brand.css', 'page.css', 'components.css', 'figures.css', 'pieces.css', 'media.css'];

/** Reads a font's bytes out of its package. */
export function readFont(font: FontFace): Buffer {
  return readFileSync(require.resolve(`${font.package}/files/${font.file}`));
}

/**
 * Builds the one stylesheet: govuk-frontend's prebuilt CSS without what belongs to GOV.UK alone (its typeface, crest,
 * header and footer), then our brand.
 * @param fontAddress where a font file is found, relative to the stylesheet
 */
export function buildStylesheet(fontAddress: (file: string) => string = (file) => file): string {
  const govuk = readFileSync(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8');
  const own = ownSheets.map((file) => readFileSync(new URL(`styles/${file}`, import.meta.url), 'utf8'));
  const fonts = fontFaces.map((font) => fontRule(font, fontAddress(font.file)));
  return ['@charset "UTF-8";', ...fonts, withoutGovukBrand(govuk), ...own].join('\n');
}

function fontRule({ family, unicodeRange }: FontFace, address: string): string {
  return `@font-face{font-family:"${family}";font-style:normal;font-weight:200 900;font-display:swap;src:url(${address}) format("woff2");unicode-range:${unicodeRange}}`;
}

// GOV.UK's own header, footer and crest may be used by nobody else, and the rest of these have no page here.
const unusedBlock =
  /\.govuk-(header|footer|logo-dot|generic-header|cookie-banner|phase-banner|accordion|exit-this-page|tabs|feedback|language-navigation|character-count|breadcrumbs)(?![a-z0-9])/;

function withoutGovukBrand(css: string): string {
  const plain = css.replaceAll(/\/\*.*?\*\//gs, '').replace(/^@charset "UTF-8";/, '');
  // On paper govuk-frontend falls back to plain sans-serif, as its own typeface may not be printed; ours may.
  return keepRules(plain).replaceAll(
    /font-family:(GDS Transport,\s*arial,\s*)?sans-serif/g,
    'font-family:var(--qd-sans)',
  );
}

/** Copies a style sheet without its font faces and without the selectors of blocks we do not use. */
function keepRules(css: string): string {
  return splitRules(css)
    .map(({ prelude, body }) => {
      if (prelude === '@font-face') return '';
      if (prelude.startsWith('@')) {
        const inner = keepRules(body);
        return inner === '' ? '' : `${prelude}{${inner}}`;
      }
      const kept = splitSelectors(prelude).filter((selector) => !unusedBlock.test(selector));
      return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
    })
    .join('');
}

interface Rule {
  prelude: string;
  body: string;
}

function splitRules(css: string): Rule[] {
  const rules: Rule[] = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let index = 0; index < css.length; index += 1) {
    if (css[index] === '{') {
      if (depth === 0) open = index;
      depth += 1;
    } else if (css[index] === '}') {
      depth -= 1;
      if (depth === 0) {
        rules.push({ prelude: css.slice(start, open).trim(), body: css.slice(open + 1, index) });
        start = index + 1;
      }
    }
  }
  return rules;
}

/** Splits at the commas outside brackets: `:not(:hover,:active)` is one selector. */
function splitSelectors(prelude: string): string[] {
  return prelude.split(/,(?![^(]*\))/);
}
