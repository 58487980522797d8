/** The one client of the Worker: every request goes through here, every answer is parsed here. */
import * as v from 'valibot';
import { ENDPOINTS, type EndpointName } from '../../shared/api/endpoints';
import { PROBLEMS, type ProblemCode } from '../../shared/api/problems';

/** Failures that no problem+json describes: no network or Worker, no answer in time, an answer that is not ours. */
export type ClientCode = ProblemCode | 'network' | 'timeout' | 'unreadable';
/** `now`: the Worker's clock, where it says that the device's is wrong. */
export type ApiAnswer<T> = { ok: true; value: T } | { ok: false; code: ClientCode; status: number; now?: number };

/** A token to ask with, or why there is none. */
export type Given = { ok: true; token: string } | { ok: false; code: ClientCode; status: number };
/** Where a client has its tokens from. */
export interface Bearer {
  token(): Promise<Given>;
  /** Another token in the place of one that was turned away. */
  renew(refused: string): Promise<Given>;
}

export interface ApiCall<S extends v.GenericSchema> {
  answer: S;
  /** Values of `:name` parts of the path. */
  path?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
}
export interface Api {
  call<S extends v.GenericSchema>(endpoint: EndpointName, call: ApiCall<S>): Promise<ApiAnswer<v.InferOutput<S>>>;
}

/** The one place where a request leaves for the Worker. */
export const overTheNetwork: typeof fetch = (...args) => fetch(...args);

const TIMEOUT = 10_000;
const ProblemBody = v.object({ code: v.picklist(Object.keys(PROBLEMS) as ProblemCode[]), now: v.optional(v.number()) });

/** A client for the Worker at `url`; without a `bearer` only for endpoints that anyone may call. */
export function apiClient(url: string, bearer: Bearer | null, request: typeof fetch): Api {
  return {
    async call(endpoint, call) {
      if (bearer === null || ENDPOINTS[endpoint].roles === 'anyone') return send(url, '', endpoint, call, request);
      const given = await bearer.token();
      if (!given.ok) return given;
      const answer = await send(url, given.token, endpoint, call, request);
      if (answer.ok || !isTurnedAway(answer.code)) return answer;
      const renewed = await bearer.renew(given.token);
      return renewed.ok ? send(url, renewed.token, endpoint, call, request) : renewed;
    },
  };
}
/** An access token that ended, or that was renewed by another request meanwhile. */
const isTurnedAway = (code: ClientCode): boolean => code === 'auth.expired' || code === 'auth.invalid';

async function send<S extends v.GenericSchema>(
  url: string,
  token: string,
  endpoint: EndpointName,
  { answer, path = {}, query = {}, body }: ApiCall<S>,
  request: typeof fetch,
): Promise<ApiAnswer<v.InferOutput<S>>> {
  const { method, path: pattern } = ENDPOINTS[endpoint];
  const target = new URL(
    pattern.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(path[name] ?? '')),
    url,
  );
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, String(value));
  let response: Response;
  let parsed: unknown;
  try {
    response = await request(target.href, {
      method,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        accept: 'application/json',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    parsed = await bodyOf(response);
  } catch (error) {
    return { ok: false, code: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network', status: 0 };
  }
  if (!response.ok) {
    const problem = v.safeParse(ProblemBody, parsed);
    if (!problem.success) return { ok: false, code: 'unreadable', status: response.status };
    const { code, now } = problem.output;
    return { ok: false, code, status: response.status, ...(now === undefined ? {} : { now }) };
  }
  const checked = v.safeParse(answer, parsed);
  return checked.success ? { ok: true, value: checked.output } : { ok: false, code: 'unreadable', status: response.status };
}

/** Answers that say nothing against the request itself: the same one may be sent again later. */
export function isPassing(code: ClientCode): boolean {
  return ['network', 'timeout', 'unreadable', 'server.busy', 'server.error', 'rate.limited'].includes(code);
}
/** The Worker no longer knows this device. */
export function isRevoked(code: ClientCode): boolean {
  return code === 'auth.revoked' || code === 'auth.invalid' || code === 'auth.expired';
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
