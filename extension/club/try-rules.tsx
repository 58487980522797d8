import { useState } from 'preact/hooks';
import { DAY } from '../../shared/event';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { startOfDay } from '../../shared/loyalty/calendar';
import { clubDifferenceWords } from '../../shared/loyalty/club-words';
import type { ClubState, TriedRules } from '../club-protocol';
import { ask } from '../own-page/ask';
import { TryPane } from '../settings-draft/try-pane';
import { MovesView } from './moves-view';
import type { Rules } from './use-rules';

interface Props {
  t: Translate;
  rules: Rules;
  state: ClubState;
  tried: TriedRules | null;
  onTried: (tried: TriedRules) => void;
  onPublished: (version: number) => void;
}

/** Beside the form: the changed rules, from when they are to hold, who would move, and publishing. */
export function TryRules({ t, rules, state, tried, onTried, onPublished }: Props) {
  const { version } = state.published;
  const { differences, problems } = rules;
  const [date, setDate] = useState('');
  const from = date === '' ? 0 : startOfDay(Math.floor(Date.parse(date) / DAY), rules.document.timeZone);
  return (
    <TryPane
      t={t}
      draft={{ differences, problems, undo: () => rules.load(rules.published) }}
      differenceWords={(one) => clubDifferenceWords(t, one)}
      role={state.role}
      tried={tried}
      same={tried !== null && JSON.stringify(tried.document) === JSON.stringify(rules.document) && (date === '' || tried.from === from)}
      words={{ help: t('club.try.help'), outdated: t('club.outdated') }}
      begin={() => ask('club.try', { base: version, document: { ...rules.document }, from })}
      look={(id) => ask('club.draft', { id })}
      publish={(id, note) => ask('club.publish', { id, note })}
      result={({ tally, done, from: holdsFrom }) => (
        <>
          <MovesView t={t} tally={tally} total={done} />
          {holdsFrom > 0 && <p class="sub">{`${t('club.from')}: ${formatDate(holdsFrom, t.locale, 'long')}`}</p>}
        </>
      )}
      onTried={onTried}
      onPublished={onPublished}
    >
      <span class="field">
        <label class="sub" for="club-from">
          {t('club.from')}
        </label>
        <input id="club-from" type="date" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
      </span>
    </TryPane>
  );
}
