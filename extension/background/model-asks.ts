/** What the model page reads of the Worker and has it do. Nothing of it is kept on the device. */
import type * as v from 'valibot';
import type { EndpointName } from '../../shared/api/endpoints';
import { DraftAnswer, DraftList, ModelAnswer, ModelVersions, PublishDraftAnswer, TryDraftAnswer } from '../../shared/api/model-answers';
import type { Translate } from '../../shared/i18n/t';
import type { ModelAsks } from '../model-protocol';
import type { Api, ApiCall } from './api-client';
import { problemWords } from './ask-words';
import type { Book } from './book';
import { type ConnectionStore, isPaired } from './connection';
import { type AskHandlers, Refusal } from './messages';
import { readSettings } from './settings';

export interface ModelParts {
  book: Book;
  connection: ConnectionStore;
  api(url: string, token: string): Api;
  words(): Promise<Translate>;
}

export function modelAsks({ book, connection, api, words }: ModelParts): Pick<AskHandlers, keyof ModelAsks> {
  async function read<S extends v.GenericSchema>(endpoint: EndpointName, call: ApiCall<S>): Promise<v.InferOutput<S>> {
    const [link, t] = await Promise.all([connection.read(), words()]);
    if (!isPaired(link)) throw new Refusal('not-paired', t('problem.not-paired'));
    const answer = await api(link.url, link.token).call(endpoint, call);
    if (answer.ok) return answer.value;
    throw new Refusal(answer.code, problemWords(t, answer.code));
  }
  return {
    async 'model.state'() {
      const [settings, link, users] = await Promise.all([readSettings(), connection.read(), book.users()]);
      const shown = { settings, role: link.role, users };
      try {
        return { ...shown, published: await read('model', { answer: ModelAnswer }), problem: '' };
      } catch (error) {
        if (error instanceof Refusal) return { ...shown, published: null, problem: error.text };
        throw error;
      }
    },
    'model.version': ({ version }) => read('model', { answer: ModelAnswer, query: { version } }),
    'model.versions': ({ before }) => read('modelVersions', { answer: ModelVersions, query: before === 0 ? {} : { before } }),
    'model.drafts': async () => (await read('drafts', { answer: DraftList })).drafts,
    'model.draft': ({ id }) => read('draft', { answer: DraftAnswer, path: { id } }),
    'model.try': ({ base, document }) => read('tryDraft', { answer: TryDraftAnswer, body: { base, document } }),
    'model.publish': ({ id, note }) => read('publishDraft', { answer: PublishDraftAnswer, path: { id }, body: { note } }),
  };
}
