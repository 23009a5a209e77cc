import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import type { WireAnswerSeen } from '../hmrc/check-answer.ts';

/** What went over the wire once. */
export interface Exchange {
  request: WireRequest;
  answer: WireAnswerSeen;
}

/** Stands between the client and the simulator, and sees what goes over the wire. */
export interface Recorder {
  url: string;
  /** What went over since it was asked last. */
  take(): Exchange[];
  stop(): Promise<void>;
}

/** Headers of a connection, which end here. */
const ofConnection = new Set(['connection', 'host', 'content-length', 'transfer-encoding', 'keep-alive']);

export async function startRecorder(target: string): Promise<Recorder> {
  let seen: Exchange[] = [];
  const pass = async (incoming: IncomingMessage) => {
    const sent = await readAll(incoming);
    const url = new URL(incoming.url ?? '/', target);
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !ofConnection.has(name) ? [[name, value] as const] : [],
      ),
    );
    const body = sent === '' ? null : sent;
    // A request's method is one of those that the client sends.
    const method = incoming.method as WireRequest['method'];
    const response = await fetch(url, { method, headers, body, redirect: 'manual' });
    const text = await response.text();
    seen.push({
      request: { method, url, headers, body, followRedirects: false },
      answer: { status: response.status, headers: response.headers, text },
    });
    return { status: response.status, headers: response.headers, text };
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming).then(
      ({ status, headers, text }) => {
        const kept = [...headers].filter(([name]) => !ofConnection.has(name));
        outgoing.writeHead(status, Object.fromEntries(kept));
        outgoing.end(text);
      },
      () => {
        outgoing.destroy();
      },
    );
  });
  // Longer than any client keeps an idle connection, on a busy machine too: a write must not meet one that is just being closed.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The recorder has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A stream without an encoding gives buffers.
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
