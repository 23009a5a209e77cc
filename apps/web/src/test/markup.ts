import { type JSX } from 'hono/jsx/jsx-runtime';
import { type HtmlEscapedString } from 'hono/utils/html';

/** Renders elements that wait for nothing, as all of ours are. */
export function render(element: JSX.Element): string {
  // The type allows for a promise, which only asynchronous components give.
  return (element as HtmlEscapedString).toString();
}

const token = /<!--[^]*?-->|<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>|[^<]+/gi;
const attribute = /([^\s=]+)(?:\s*=\s*"([^"]*)")?/g;
const voidTags = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'rect', 'path']);
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&ctdot;': '⋯',
  '&nbsp;': '\u00a0',
};

/**
 * Writes HTML as one line a tag or text, with attributes and classes sorted and white space collapsed, so that two
 * pieces of markup can be compared for what they mean. Knows the HTML of components, not all of HTML.
 * @throws Error at what it cannot read
 */
export function normaliseMarkup(html: string): string[] {
  const lines: string[] = [];
  let end = 0;
  for (const match of html.matchAll(token)) {
    if (match.index !== end) throw new Error(`Cannot read the markup at: ${html.slice(end, end + 60)}`);
    end = match.index + match[0].length;
    const line =
      match[2] === undefined ? textLine(match[0]) : tagLine(match[1] === '/', match[2], match[3] ?? '');
    if (line !== '') lines.push(line);
  }
  if (end !== html.length) throw new Error(`Cannot read the markup at: ${html.slice(end, end + 60)}`);
  return lines;
}

function textLine(text: string): string {
  return text.startsWith('<!--')
    ? ''
    : decode(text)
        .replaceAll(/[ \n\r\t]+/g, ' ')
        .trim();
}

function tagLine(closes: boolean, name: string, attributes: string): string {
  if (closes) return voidTags.has(name) ? '' : `</${name}>`;
  const written = [...attributes.matchAll(attribute)]
    .map(([, key = '', value = '']) => [key, key === 'class' ? sortWords(value) : decode(value)] as const)
    .filter(([key, value]) => key !== 'class' || value !== '')
    .map(([key, value]) => `${key}="${value}"`)
    .sort();
  return `<${[name, ...written].join(' ')}>`;
}

function sortWords(words: string): string {
  return words.split(/\s+/).filter(Boolean).sort().join(' ');
}

function decode(text: string): string {
  return text.replaceAll(/&[a-z#0-9]+;/gi, (entity) => entities[entity] ?? entity);
}

/** What stands on a page to be read, its spaces as one each. */
export const textIn = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
