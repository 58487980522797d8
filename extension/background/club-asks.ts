/** What the club's page reads of the Worker and has it do. Nothing of it is kept on the device. */
import type * as v from 'valibot';
import {
  ClubDraftAnswer,
  ClubDraftList,
  ProgrammeAnswer,
  ProgrammeVersions,
  PublishProgrammeAnswer,
  TryProgrammeAnswer,
} from '../../shared/api/club-answers';
import type { EndpointName } from '../../shared/api/endpoints';
import type { ClubAsks } from '../club-protocol';
import type { ApiCall } from './api-client';
import { problemWords } from './ask-words';
import { isPaired } from './connection';
import { type AskHandlers, Refusal } from './messages';
import type { ModelParts } from './model-asks';

export function clubAsks({ book, connection, api, words }: ModelParts): Pick<AskHandlers, keyof ClubAsks> {
  async function read<S extends v.GenericSchema>(endpoint: EndpointName, call: ApiCall<S>): Promise<v.InferOutput<S>> {
    const [link, t] = await Promise.all([connection.read(), words()]);
    if (!isPaired(link)) throw new Refusal('not-paired', t('problem.not-paired'));
    const answer = await api(link.url, link.token).call(endpoint, call);
    if (answer.ok) return answer.value;
    throw new Refusal(answer.code, problemWords(t, answer.code));
  }
  return {
    async 'club.state'() {
      const [{ role }, users, published] = await Promise.all([
        connection.read(),
        book.users(),
        read('programme', { answer: ProgrammeAnswer }),
      ]);
      return { role, users, published };
    },
    'club.version': ({ version }) => read('programme', { answer: ProgrammeAnswer, query: { version } }),
    'club.versions': ({ before }) => read('programmeVersions', { answer: ProgrammeVersions, query: before === 0 ? {} : { before } }),
    'club.drafts': async () => (await read('clubDrafts', { answer: ClubDraftList })).drafts,
    'club.draft': ({ id }) => read('clubDraft', { answer: ClubDraftAnswer, path: { id } }),
    'club.try': (body) => read('tryClubDraft', { answer: TryProgrammeAnswer, body }),
    'club.publish': ({ id, note }) => read('publishClubDraft', { answer: PublishProgrammeAnswer, path: { id }, body: { note } }),
  };
}
