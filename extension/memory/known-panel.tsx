import { useState } from 'preact/hooks';
import { age } from '../../shared/i18n/ages';
import { formatPercent } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { beyondOf, CARE_SHARE, careOf, latestAbout } from '../../shared/notes/care';
import { knownFields } from '../../shared/notes/known';
import type { LogContext } from '../log-protocol';
import { openCustomers } from '../own-page/open-customers';
import { LearntForm } from './learnt-form';
import { LearntList } from './learnt-list';
import { People } from './people';

const NEWEST = 3;

interface KnownPanelProps {
  t: Translate;
  context: LogContext;
  /** The person of the open message; '' for none. */
  contact: string;
  mayWrite: boolean;
  /** With the newest notes; where the whole timeline stands beside it, without. */
  newest: boolean;
  /** Something was saved: the id takes it back. */
  onSaved: (id: string, text: string) => void;
}
/** What we know of a customer beside numbers: their people, what they care about and how they want to be reached, and how we care for them. */
export function KnownPanel({ t, context, contact, mayWrite, newest, onSaved }: KnownPanelProps) {
  const [editing, setEditing] = useState(false);
  const { facts } = context;
  return (
    <div class="known">
      <People t={t} customer={facts.customer} contacts={facts.contacts} open={contact} mayWrite={mayWrite} onSaved={onSaved} />
      <div class="learnt">
        {editing ? (
          <LearntForm
            t={t}
            facts={facts}
            onCancel={() => setEditing(false)}
            onSaved={(id) => {
              setEditing(false);
              onSaved(id, t('learnt.saved'));
            }}
          />
        ) : (
          <LearntList t={t} facts={facts} />
        )}
        {mayWrite && !editing && (
          <button type="button" class="btn txt" onClick={() => setEditing(true)}>
            {t('learnt.edit')}
          </button>
        )}
      </div>
      <CareLines t={t} context={context} />
      {newest && <Newest t={t} context={context} />}
    </div>
  );
}

/** "4 of 8 known": shown before anybody writes. */
export function knownCount(t: Translate, context: LogContext): string {
  const { known, missing } = knownFields(context.facts);
  return t('known.count', { a: known.length, b: known.length + missing.length });
}

/** The newest notes, and the way to all that happened. */
function Newest({ t, context: { facts, now, users } }: { t: Translate; context: LogContext }) {
  const notes = facts.notes.slice(-NEWEST).reverse();
  return (
    <div class="newest">
      <h3>{t('timeline.newest')}</h3>
      <ul>
        {notes.map((note) => (
          <li key={note.id}>
            <b>{t.has(`kind.${note.kind}`) ? t(`kind.${note.kind as 'call'}`) : note.kind}</b>{' '}
            <span class="sub">
              {users[note.by] && <bdi>{users[note.by]}</bdi>} {age(t, note.at, now)}
            </span>
            {note.text !== '' && (
              <p class="cut">
                <bdi>{note.text}</bdi>
              </p>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="btn txt" onClick={() => void openCustomers(facts.customer)}>
        {t('timeline.all')}
      </button>
    </div>
  );
}

/** How much of our contact is care, and when we last went beyond what they expected. */
function CareLines({ t, context: { facts, now } }: { t: Translate; context: LogContext }) {
  const care = careOf(facts, now);
  const beyond = beyondOf(facts, now);
  const differs = latestAbout(facts, 'differentiator');
  const stays = latestAbout(facts, 'why-stay');
  const when = (at: number) => ({ text: age(t, at, now) });
  return (
    <ul class="facts">
      {care.share !== null && (
        <li class={care.share < CARE_SHARE ? 'warn' : ''} data-care={care.share < CARE_SHARE ? 'low' : 'good'}>
          {t('care.share', { a: care.care, b: care.touches, p: { text: formatPercent(care.share, t.locale) } })}
          {care.last !== null && <span class="sub"> {t('care.last', { age: when(care.last) })}</span>}
        </li>
      )}
      {beyond.last !== null && (
        <li>
          {t('beyond.count', { n: beyond.count })} <span class="sub">{t('beyond.last', { age: when(beyond.last.at) })}</span>{' '}
          {beyond.last.text !== '' && <bdi>{beyond.last.text}</bdi>}
        </li>
      )}
      {[differs, stays].map(
        (note) =>
          note?.about && (
            <li key={note.about}>
              {t(`note.about.${note.about as 'advice'}`)}: <bdi>{note.text}</bdi> <span class="sub">{age(t, note.at, now)}</span>
            </li>
          ),
      )}
    </ul>
  );
}
