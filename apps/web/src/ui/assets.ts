import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildStylesheet, fontFaces, readFont } from './stylesheet.ts';

/** A file the platform serves as it is. Its path holds a hash of its content, so it may be cached for ever. */
export interface Asset {
  /** The name that `assetPath` takes. */
  name: string;
  path: string;
  contentType: string;
  cacheControl: string;
  etag: string;
  body: Uint8Array<ArrayBuffer>;
}

const require = createRequire(import.meta.url);

/** What a receipt looks like on paper; a receipt that is kept elsewhere holds it itself. */
export const receiptStylesheet = readFileSync(new URL('styles/receipt.css', import.meta.url), 'utf8');

/** Every file the pages need; `app.tsx` mounts them. Scripts are the files in `browser/`. */
export const assets: readonly Asset[] = buildAssets();

const paths = new Map(assets.map((asset) => [asset.name, asset.path]));

/**
 * Finds where an asset is served.
 * @param name its name without the hash, such as "quarterday.css" or "enhance.js"
 * @throws TypeError when there is no such asset
 */
export function assetPath(name: string): string {
  const path = paths.get(name);
  if (path === undefined) throw new TypeError(`There is no asset named "${name}"`);
  return path;
}

function buildAssets(): Asset[] {
  const fonts = fontFaces.map((font) => asset(font.file, 'font/woff2', readFont(font)));
  const fontAddress = (file: string) => besideEachOther(fonts, file);
  const stylesheet = asset(
    'quarterday.css',
    'text/css; charset=utf-8',
    Buffer.from(buildStylesheet(fontAddress)),
  );
  const mark = asset('mark.svg', 'image/svg+xml', readFileSync(new URL('mark.svg', import.meta.url)));
  const receipt = asset('receipt.css', 'text/css; charset=utf-8', Buffer.from(receiptStylesheet));
  return [...fonts, stylesheet, receipt, mark, ...buildScripts()];
}

function buildScripts(): Asset[] {
  const script = (name: string, source: string) =>
    asset(name, 'text/javascript; charset=utf-8', Buffer.from(source));
  const library = readFileSync(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.js'), 'utf8');
  const govuk = script('govuk-frontend.js', library.replace(/\/\/# sourceMappingURL=.*$/m, ''));
  const folder = new URL('browser/', import.meta.url);
  const own = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => {
      // Browsers know no package names, and an import map would be an inline script.
      const source = readFileSync(new URL(file, folder), 'utf8');
      return script(
        file,
        source.replaceAll("from 'govuk-frontend'", `from './${besideEachOther([govuk], govuk.name)}'`),
      );
    });
  return [govuk, ...own];
}

function asset(name: string, contentType: string, content: Buffer): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const dot = name.lastIndexOf('.');
  return {
    name,
    path: `/static/${name.slice(0, dot)}-${hash}${name.slice(dot)}`,
    contentType,
    cacheControl: 'public, max-age=31536000, immutable',
    etag: `"${hash}"`,
    body: new Uint8Array(content),
  };
}

function besideEachOther(among: readonly Asset[], name: string): string {
  const path = among.find((each) => each.name === name)?.path;
  if (path === undefined) throw new TypeError(`There is no asset named "${name}"`);
  return path.slice('/static/'.length);
}
