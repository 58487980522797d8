import type { Translate } from '../../shared/i18n/t';
import { clubDifferenceWords } from '../../shared/loyalty/club-words';
import { type ProgrammeDocument, programmeDocument } from '../../shared/loyalty/programme-document';
import { ask } from '../own-page/ask';
import { VersionHistory } from '../settings-draft/version-history';

interface Props {
  t: Translate;
  users: Record<string, string>;
  version: number;
  readOnly: boolean;
  onOpen: (document: ProgrammeDocument) => void;
}

/** The versions of the club's rules, each with the day from which it held. */
export function RulesHistory({ t, users, version, readOnly, onOpen }: Props) {
  return (
    <VersionHistory
      t={t}
      users={users}
      version={version}
      read={(before) => ask('club.versions', { before })}
      readOne={(wanted) => ask('club.version', { version: wanted })}
      onOpen={({ programme }) => onOpen(programmeDocument(programme))}
      mayOpen={(one) => !readOnly && one.version !== version}
      heldFrom={({ at, from }) => Math.max(at, from)}
      changeWords={(change) => clubDifferenceWords(t, change)}
    />
  );
}
