/** What the club's page reads of the Worker and has it do. Nothing of it is kept on the device. */
import {
  ClubDraftAnswer,
  ClubDraftList,
  ProgrammeAnswer,
  ProgrammeVersions,
  PublishProgrammeAnswer,
  TryProgrammeAnswer,
} from '../../shared/api/club-answers';
import type { ClubAsks } from '../club-protocol';
import type { AskHandlers } from './messages';
import type { ModelParts } from './model-asks';
import { readWorker } from './read-worker';

export function clubAsks({ book, ...parts }: ModelParts): Pick<AskHandlers, keyof ClubAsks> {
  const read = readWorker(parts);
  return {
    async 'club.state'() {
      const [{ role }, users, published] = await Promise.all([
        parts.connection.read(),
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
