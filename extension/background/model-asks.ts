/** What the model page reads of the Worker and has it do. Nothing of it is kept on the device. */
import { DraftAnswer, DraftList, ModelAnswer, ModelVersions, PublishDraftAnswer, TryDraftAnswer } from '../../shared/api/model-answers';
import type { ModelAsks } from '../model-protocol';
import type { Book } from './book';
import { type AskHandlers, Refusal } from './messages';
import { readWorker, type WorkerParts } from './read-worker';
import { readSettings } from './settings';

export interface ModelParts extends WorkerParts {
  book: Book;
}

export function modelAsks({ book, ...parts }: ModelParts): Pick<AskHandlers, keyof ModelAsks> {
  const read = readWorker(parts);
  return {
    async 'model.state'() {
      const [settings, link, users] = await Promise.all([readSettings(), parts.connection.read(), book.users()]);
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
