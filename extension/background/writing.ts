/** What every ask that writes begins and ends with: the reader's words, the right to write, the Worker's clock, and keeping the act. */
import { type Translate, translator } from '../../shared/i18n/t';
import { type ConnectionStore, isPaired } from './connection';
import { Refusal } from './messages';
import { readSettings } from './settings';

export interface Writing {
  words(): Promise<Translate>;
  /** The Worker's clock as this device knows it, epoch ms. */
  workerNow(): Promise<number>;
  /** The words of somebody who may write; refuses others. */
  writer(): Promise<Translate>;
  /** Keeps an act and has it sent; a device that can keep nothing says so, and the page keeps the text. */
  kept<T>(t: Translate, act: Promise<T>): Promise<T>;
}

export function openWriting({ connection, now, hasWork }: { connection: ConnectionStore; now(): number; hasWork(): void }): Writing {
  const words = async (): Promise<Translate> => translator((await readSettings()).locale, now());
  return {
    words,
    workerNow: async () => now() + (await connection.read()).offset,
    async writer() {
      const [t, state] = await Promise.all([words(), connection.read()]);
      if (!isPaired(state)) throw new Refusal('not-paired', t('problem.not-paired'));
      if (state.role === 'viewer') throw new Refusal('auth.forbidden', t('problem.auth.forbidden'));
      return t;
    },
    async kept(t, act) {
      try {
        const result = await act;
        hasWork();
        return result;
      } catch {
        throw new Refusal('storage', t('problem.storage'));
      }
    },
  };
}
