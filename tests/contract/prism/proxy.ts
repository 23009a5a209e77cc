import { once } from 'node:events';
import { createServer, request as send } from 'node:http';

/** Stands between the client and Prism and asks for one of the examples, since the client must not know of such a header. */
export interface Proxy {
  url: string;
  /** What the next calls are to be answered with: a status, and one of the examples for it. */
  prefer(status: number, example: string | null): void;
  stop(): Promise<void>;
}

export async function startProxy(port: number): Promise<Proxy> {
  let prefer = '';
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const options = { host: '127.0.0.1', port, method, path: url, headers: { ...headers, prefer } };
    const passed = send(options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => {
      outgoing.destroy();
    });
    incoming.pipe(passed);
  });
  // Longer than any client keeps an idle connection, on a busy machine too.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    prefer: (status, example) => {
      prefer = `code=${status}${example === null ? '' : `, example=${example}`}`;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
