/** Asking the local Worker over HTTP, as the measures do. */
import type { WireEvent } from '../../shared/api/contract';

const TRIES = 4;

/**
 * `fetch`, asked again where the answer is not the Worker's own. After five seconds of work without a look at the network the local server
 * cuts off whoever asked on an open connection (see worker/breath.ts); the request was never read, and what the measures ask may be asked twice.
 */
export async function askLocal(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(url, init).catch((error: unknown) => error);
    if (!(answer instanceof Response)) {
      if (tries === TRIES) throw answer;
      continue;
    }
    const { status } = answer;
    const text = await answer.text();
    const isCutOff = status === 500 && text.includes('Network connection lost');
    if (!isCutOff || tries === TRIES) return { status, text };
  }
}

/** Sends events that nobody has sent before; the milliseconds until they were taken. Those that an answer got lost for count as taken. */
export async function postEvents(url: string, token: string, events: readonly WireEvent[]): Promise<number> {
  const body = JSON.stringify({ events });
  const begun = performance.now();
  const { status, text } = await askLocal(`${url}/v1/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  if (status !== 200) throw new Error(`/v1/events answered ${status}: ${text.slice(0, 300)}`);
  const { accepted, duplicates } = JSON.parse(text) as { accepted: number; duplicates: number };
  if (accepted + duplicates !== events.length) throw new Error(`the Worker took ${accepted} of ${events.length} events`);
  return performance.now() - begun;
}
