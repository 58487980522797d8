/** Asking the Worker for a page of ours: its answer, or a refusal in words. */
import type * as v from 'valibot';
import type { EndpointName } from '../../shared/api/endpoints';
import type { Translate } from '../../shared/i18n/t';
import { type Api, type ApiCall, isPassing } from './api-client';
import { problemWords } from './ask-words';
import { type ConnectionStore, isPaired } from './connection';
import { Refusal } from './messages';

export interface WorkerParts {
  connection: ConnectionStore;
  api(url: string, token: string): Api;
  words(): Promise<Translate>;
}
export type ReadWorker = <S extends v.GenericSchema>(endpoint: EndpointName, call: ApiCall<S>) => Promise<v.InferOutput<S>>;

export function readWorker(parts: WorkerParts): ReadWorker {
  return async (endpoint, call) => {
    const [link, t] = await Promise.all([parts.connection.read(), parts.words()]);
    if (!isPaired(link)) throw new Refusal('not-paired', t('problem.not-paired'));
    const answer = await parts.api(link.url, link.token).call(endpoint, call);
    if (answer.ok) return answer.value;
    throw new Refusal(isPassing(answer.code) ? 'unreachable' : answer.code, problemWords(t, answer.code));
  };
}
