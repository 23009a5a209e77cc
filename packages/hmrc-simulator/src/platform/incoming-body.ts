import type { Context } from 'hono';

/** The longest body that is looked at: the largest that HMRC's operations describe are a small part of it. */
export const LARGEST_BODY_BYTES = 1024 * 1024;

/** What came in as a body. Of one that is too long the text says only how long it was. */
interface IncomingBody {
  text: string;
  isTooLong: boolean;
}

/**
 * Reads a body, holding no more of it than may be looked at. A longer one is taken in to its end and thrown away, so that
 * whoever sends it gets the answer and not a broken connection.
 */
export async function readIncomingBody(c: Context): Promise<IncomingBody> {
  // A length that was declared is kept to by Node, and reading it whole is much the quicker way.
  const declared = c.req.header('content-length');
  if (declared !== undefined && Number(declared) <= LARGEST_BODY_BYTES) {
    return { text: await c.req.text(), isTooLong: false };
  }
  const { body } = c.req.raw;
  if (!body) return { text: '', isTooLong: false };
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // The stream of a request is one of bytes, which its type does not say.
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes <= LARGEST_BODY_BYTES) pieces.push(piece);
    else pieces.length = 0;
  }
  return bytes <= LARGEST_BODY_BYTES
    ? { text: new TextDecoder().decode(Buffer.concat(pieces)), isTooLong: false }
    : { text: `${bytes} bytes, more than are read`, isTooLong: true };
}
