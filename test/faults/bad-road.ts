/** The way between everybody and the Worker: it loses requests and answers, sends a request twice, holds one back, repeats an old one. */
import { request as ask, createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Chance } from './chance';

interface Said {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
export interface BadRoad {
  url: string;
  /** While false, everything arrives once and is answered. */
  bad: boolean;
  /** Nothing arrives at all. */
  closed: boolean;
  /** Called when a request has been handed to the Worker. */
  onArrival: () => void;
  close(): Promise<void>;
}
/** What any client may send again: everything but pairing and signing in. */
const REPEATABLE = /^\/v1\/(events|acts|imports|changes|customers|lookup|merges|decisions)/;
export const SENDER = 'x-sender';

/** Opens the road on a port of its own; `origin` says where the Worker answers now, null while it is dead. */
export async function openBadRoad(origin: () => string | null, chance: Chance): Promise<BadRoad> {
  const streams = new Map<string, Chance>();
  const of = (sender: string): Chance => {
    const stream = streams.get(sender) ?? chance.stream(`road ${sender}`);
    streams.set(sender, stream);
    return stream;
  };
  const repeats = new Set<NodeJS.Timeout>();

  const forward = (said: Said): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const to = origin();
      if (to === null || road.closed) return reject(new Error('nobody there'));
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = said.headers;
      const { host } = new URL(road.url);
      const sending = ask(
        `${to}${said.path}`,
        { method: said.method, headers: { ...headers, host, 'content-length': said.body.length } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
          answer.on('error', reject);
        },
      );
      sending.setTimeout(8000, () => sending.destroy(new Error('no answer')));
      sending.on('error', reject);
      sending.end(said.body);
      road.onArrival();
    });

  /** Resolves with the answer that comes back, or null where none does. */
  async function travel(said: Said): Promise<Heard | null> {
    if (!road.bad || !REPEATABLE.test(said.path)) return forward(said);
    const fate = of(String(said.headers[SENDER] ?? 'extension'));
    const [lost, answerLost, twice, late, again] = [fate.odds(0.08), fate.odds(0.12), fate.odds(0.15), fate.odds(0.25), fate.odds(0.1)];
    const [wait, waitAgain] = [fate.between(5, 120), fate.between(100, 1500)];
    if (lost) return null;
    if (late) await new Promise((resolve) => setTimeout(resolve, wait));
    if (again) {
      const timer = setTimeout(() => {
        repeats.delete(timer);
        void forward(said).catch(() => {});
      }, waitAgain);
      repeats.add(timer);
    }
    const [heard] = await Promise.all([forward(said), twice ? forward(said).catch(() => null) : null]);
    return answerLost ? null : heard;
  }

  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part) => parts.push(part));
    incoming.on('end', () => {
      const said = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers: incoming.headers, body: Buffer.concat(parts) };
      travel(said).then(
        (heard) => {
          if (heard === null) return outgoing.destroy();
          const { 'transfer-encoding': _encoding, connection: _connection, ...headers } = heard.headers;
          outgoing.writeHead(heard.status, headers).end(heard.body);
        },
        () => outgoing.destroy(),
      );
    });
    incoming.on('error', () => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const road: BadRoad = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bad: false,
    closed: false,
    onArrival: () => {},
    close: async () => {
      for (const timer of repeats) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return road;
}
