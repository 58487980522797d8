import type { ModelVersion } from '../../shared/api/model-answers';
import { differenceWords } from '../../shared/health/document-words';
import { type ModelDocument, toDocument } from '../../shared/health/model-document';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { VersionHistory } from '../settings-draft/version-history';

interface Props {
  t: Translate;
  users: Record<string, string>;
  version: number;
  readOnly: boolean;
  onOpen: (document: ModelDocument) => void;
}

/** The versions of the model; a mark says whether people or a job made it. */
export function HistorySection({ t, users, version, readOnly, onOpen }: Props) {
  const edited = ({ causes }: ModelVersion) => causes.includes('edited');
  return (
    <VersionHistory
      t={t}
      users={users}
      version={version}
      read={(before) => ask('model.versions', { before })}
      readOne={(wanted) => ask('model.version', { version: wanted })}
      onOpen={({ model }) => onOpen(toDocument(model))}
      mayOpen={(one) => !readOnly && one.version !== version && edited(one)}
      heldFrom={({ at }) => at}
      changeWords={(change) => differenceWords(t, change)}
      kindOf={(one) => (edited(one) || one.causes.length === 0 ? 'edited' : 'measured')}
      marks={({ causes }) =>
        (causes.length === 0 ? (['first'] as const) : causes).map((cause) => (
          <span key={cause} class={cause === 'edited' ? 'chip strong' : 'chip'}>
            {t(`model.cause.${cause}`)}
          </span>
        ))
      }
    />
  );
}
