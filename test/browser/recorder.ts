/** A door before the Worker that writes down everything that goes through it. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  method: string;
  path: string;
  body: string;
  /** Every header but those that browsers and the token fill. */
  headers: Record<string, string | string[] | undefined>;
}
export interface Recorder {
  url: string;
  requests: Recorded[];
  close(): Promise<void>;
}

/** Listens on a free port of this machine and hands everything on to `target`. */
export async function openRecorder(target: () => string): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const { host: _, authorization: __, ...headers } = request.headers;
      requests.push({ method: request.method ?? '', path: request.url ?? '', body: body.toString(), headers });
      const { origin } = new URL(target());
      const onward = http.request(
        `${origin}${request.url}`,
        // The host as the device named it: it is part of what a device signs.
        { method: request.method, headers: request.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
