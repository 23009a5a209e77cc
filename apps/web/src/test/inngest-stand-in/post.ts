import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends JSON over a connection of its own, since the app may have been replaced meanwhile. Rejects when nobody answers. */
export function post(
  url: URL,
  { body, headers, signal }: { body: string; headers: Record<string, string>; signal: AbortSignal },
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      read(response).then(resolve, reject);
    });
    sent.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Answered> {
  let text = '';
  response.setEncoding('utf8');
  for await (const part of response) text += String(part);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}
