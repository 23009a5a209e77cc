/** The body as text; null where it is over the limit or breaks off. An abort makes it break off. */
export async function readText(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) {
        discard(reader);
        return null;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return null;
  }
}

/** Gives the connection back without waiting; a stream that fails while it is thrown away interests nobody. */
export function discard(stream: { cancel: () => Promise<unknown> } | null): void {
  stream?.cancel().catch(() => undefined);
}
