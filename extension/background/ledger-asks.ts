/** The ledger of a customer and the club's draws, as the Worker has them. Nothing of it is kept on the device, and nothing waits in the outbox. */
import type * as v from 'valibot';
import { ClubAnswer, DrawAnswer, DrawCheckAnswer, DrawsAnswer, LedgerAnswer } from '../../shared/api/club';
import type { EndpointName } from '../../shared/api/endpoints';
import type { LedgerAsks } from '../ledger-protocol';
import type { ApiCall } from './api-client';
import { problemWords } from './ask-words';
import { isPaired } from './connection';
import { type AskHandlers, Refusal } from './messages';
import type { ReportParts } from './report-asks';

export function ledgerAsks({ connection, api, words }: ReportParts): Pick<AskHandlers, keyof LedgerAsks> {
  async function call<S extends v.GenericSchema>(endpoint: EndpointName, given: ApiCall<S>): Promise<v.InferOutput<S>> {
    const [link, t] = await Promise.all([connection.read(), words()]);
    if (!isPaired(link)) throw new Refusal('not-paired', t('problem.not-paired'));
    const answer = await api(link.url, link.token).call(endpoint, given);
    if (answer.ok) return answer.value;
    throw new Refusal(answer.code, problemWords(t, answer.code));
  }
  return {
    'ledger.read': ({ customer }) => call('ledger', { answer: LedgerAnswer, path: { id: customer } }),
    async 'ledger.act'({ customer, act }) {
      const { id } = await call('club', { answer: ClubAnswer, path: { id: customer }, body: act });
      return { id };
    },
    'draws.read': async () => (await call('draws', { answer: DrawsAnswer })).draws,
    'draws.start': (body) => call('startDraw', { answer: DrawAnswer, body }),
    'draws.draw': ({ draw }) => call('draw', { answer: DrawAnswer, path: { id: draw } }),
    'draws.check': async ({ draw }) => (await call('checkDraw', { answer: DrawCheckAnswer, path: { id: draw } })).wrong,
  };
}
