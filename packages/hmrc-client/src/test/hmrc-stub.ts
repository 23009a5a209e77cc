import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the stub saw it. */
interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface HmrcStub {
  url: string;
  requests: SeenRequest[];
  /** What the next requests are answered with. */
  answer: (respond: Respond) => void;
  close: () => Promise<void>;
}

export type Respond = (response: ServerResponse, request: SeenRequest) => void;

/** A server of a few lines that answers as a test tells it. */
export async function startHmrcStub(): Promise<HmrcStub> {
  const requests: SeenRequest[] = [];
  let respond: Respond = (response) => void response.writeHead(500).end();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      requests.push(seen);
      respond(response, seen);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a path or null.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    answer: (next) => {
      respond = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'X-CorrelationId': 'c-1', ...headers });
    response.end(JSON.stringify(body));
  };
}
