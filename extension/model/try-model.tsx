import { printDocument } from '../../shared/health/document-text';
import { differenceWords } from '../../shared/health/document-words';
import type { Translate } from '../../shared/i18n/t';
import type { ModelState, TriedDraft } from '../model-protocol';
import { ask } from '../own-page/ask';
import { TryPane } from '../settings-draft/try-pane';
import { TallyView } from './tally-view';
import type { Draft } from './use-draft';

interface Props {
  t: Translate;
  draft: Draft;
  state: ModelState & { published: NonNullable<ModelState['published']> };
  tried: TriedDraft | null;
  onTried: (tried: TriedDraft) => void;
  onPublished: (version: number) => void;
}

/** Beside the form: the changed model, tried on the whole book and published. */
export function TryModel({ t, draft, state, tried, onTried, onPublished }: Props) {
  const { version } = state.published;
  const { differences, problems } = draft;
  return (
    <TryPane
      t={t}
      draft={{ differences, problems, undo: () => draft.load(draft.published) }}
      differenceWords={(one) => differenceWords(t, one)}
      about={<p class="sub">{t('model.diff.against', { version: { id: String(version) } })}</p>}
      role={state.role}
      tried={tried}
      same={tried !== null && printDocument(tried.document) === draft.text}
      words={{ help: t('model.try.help'), outdated: t('model.outdated') }}
      begin={() => ask('model.try', { base: version, document: { ...draft.document } })}
      look={(id) => ask('model.draft', { id })}
      publish={(id, note) => ask('model.publish', { id, note })}
      result={({ tally, total }) => <TallyView t={t} tally={tally} total={total} />}
      onTried={onTried}
      onPublished={onPublished}
    />
  );
}
