// @vitest-environment node
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postEvents } from '../../bench/asking';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that gives these answers one after the other, and tells how many it gave. */
async function answering(answers: { status: number; body: string }[]): Promise<{ url: string; asked(): number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    const { status, body } = answers[Math.min(asked++, answers.length - 1)] ?? { status: 500, body: '' };
    request.resume().on('end', () => response.writeHead(status).end(body));
  }).listen(0, '127.0.0.1');
  closers.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}
const cutOff = { status: 500, body: 'Error: Network connection lost.\n    at async Object.fetch (entry.worker.js)' };
const event = { id: 'e', customer: 'c', type: 'visit', at: '2026-01-01T00:00:00Z' } as never;

describe('events sent to the local Worker', () => {
  it('are sent again when the local server cut off the request after a long tick, and count once', async () => {
    const server = await answering([cutOff, { status: 200, body: '{"accepted":0,"duplicates":1}' }]);
    expect(await postEvents(server.url, 'token', [event])).toBeGreaterThan(0);
    expect(server.asked()).toBe(2);
  });
  it('are not sent again on an answer of the Worker’s own, which is told with its body', async () => {
    const server = await answering([{ status: 500, body: '{"code":"server.error"}' }]);
    await expect(postEvents(server.url, 'token', [event])).rejects.toThrow('server.error');
    expect(server.asked()).toBe(1);
  });
  it('are given up after a few cut-offs', async () => {
    const server = await answering([cutOff]);
    await expect(postEvents(server.url, 'token', [event])).rejects.toThrow('Network connection lost');
    expect(server.asked()).toBe(4);
  });
});
