import { useState } from 'preact/hooks';
import type { ContactFact } from '../../shared/facts/facts';
import type { Translate } from '../../shared/i18n/t';
import { whoIsWho } from '../../shared/notes/known';
import { PersonForm } from './person-form';

interface PeopleProps {
  t: Translate;
  customer: string;
  contacts: readonly ContactFact[];
  /** Whoever wrote the open message stands first; '' for nobody. */
  open: string;
  mayWrite: boolean;
  onSaved: (id: string, text: string) => void;
}
const FIRST = 6;

/** Who is who at a customer, by name. */
export function People({ t, customer, contacts, open, mayWrite, onSaved }: PeopleProps) {
  const [all, setAll] = useState(false);
  /** The person being changed; '' for a new one. */
  const [editing, setEditing] = useState<string | null>(null);
  const people = whoIsWho(contacts, open, new Intl.Collator(t.locale.tag, { numeric: true }).compare);
  const form = (person?: ContactFact) => (
    <PersonForm
      key={person?.id ?? ''}
      t={t}
      customer={customer}
      person={person}
      onCancel={() => setEditing(null)}
      onSaved={(id, text) => {
        setEditing(null);
        onSaved(id, text);
      }}
    />
  );
  return (
    <div class="people">
      <h3>{t('people.title')}</h3>
      {people.length === 0 && <p class="sub">{t('people.none')}</p>}
      <ul>
        {(all ? people : people.slice(0, FIRST)).map((person) => (
          <li key={person.id} class={person.left ? 'left' : ''}>
            {editing === person.id ? (
              form(person)
            ) : (
              <>
                <span class="who">
                  <b>
                    <bdi>{person.name || person.email}</bdi>
                  </b>
                  {person.nickname && (
                    <span class="sub">
                      {' '}
                      <bdi>{t('people.called', { name: { name: person.nickname } })}</bdi>
                    </span>
                  )}
                  {person.id === open && <span class="sub"> {t('people.open')}</span>}
                </span>
                <span class="sub">
                  {person.left ? t('people.gone') : <bdi>{person.role}</bdi>}{' '}
                  {person.name !== '' && (
                    <bdi dir="ltr" class="mail">
                      {person.email}
                    </bdi>
                  )}
                </span>
                {mayWrite && (
                  <button
                    type="button"
                    class="btn txt"
                    aria-label={t('people.edit', { name: { name: person.name || person.email } })}
                    onClick={() => setEditing(person.id)}
                  >
                    {t('action.edit')}
                  </button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {!all && people.length > FIRST && (
        <button type="button" class="btn txt" onClick={() => setAll(true)}>
          {t('list.more')}
        </button>
      )}
      {editing === '' && form()}
      {mayWrite && editing === null && (
        <button type="button" class="btn txt" onClick={() => setEditing('')}>
          {t('people.add')}
        </button>
      )}
    </div>
  );
}
