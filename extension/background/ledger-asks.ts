/** The ledger of a customer and the club's draws, as the Worker has them. Nothing of it is kept on the device, and nothing waits in the outbox. */
import { ClubAnswer, DrawAnswer, DrawCheckAnswer, DrawsAnswer, LedgerAnswer } from '../../shared/api/club';
import type { LedgerAsks } from '../ledger-protocol';
import type { AskHandlers } from './messages';
import { readWorker, type WorkerParts } from './read-worker';

export function ledgerAsks(parts: WorkerParts): Pick<AskHandlers, keyof LedgerAsks> {
  const call = readWorker(parts);
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
