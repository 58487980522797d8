/** Erasing the personal data of a contact, or a customer whole, on request: what goes and what stays is said before, and a typed name confirms it. */
import { useState } from 'preact/hooks';
import type { ContactFact } from '../../shared/facts/facts';
import type { Translate } from '../../shared/i18n/t';
import { foldText } from '../../shared/matching/fold-text';
import { ask } from '../own-page/ask';
import type { CustomerPage, ReportState } from '../report-protocol';
import { Choice } from './choice';
import { erasedWords } from './erased-words';
import { Section } from './shown';

/** The choice for the customer itself; no id of a contact is empty. */
const WHOLE = '*';

interface Props {
  t: Translate;
  state: ReportState;
  page: CustomerPage;
  /** It is done: what was done in words, and whether the customer is gone. */
  onErased: (said: string, gone: boolean) => void;
}
export function EraseSection({ t, state, page, onErased }: Props) {
  const { id: customer, facts } = page.record;
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const people = facts.contacts.filter(isKnown);
  const contact = people.find(({ id }) => id === chosen);
  const name = chosen === WHOLE ? facts.profile.name || customer : contact ? callOf(contact) : '';
  const erase = async () => {
    if (!isSame(typed, name)) return setProblem(t('erase.confirm.wrong', { name: { name } }));
    setBusy(true);
    setProblem('');
    const answer = await ask('keeping.erase', contact ? { customer, contact: contact.id } : { customer });
    setBusy(false);
    if (answer.ok) onErased(erasedWords(t, state, { customer, isContact: contact !== undefined }, answer.value), contact === undefined);
    else setProblem(answer.text || answer.code);
  };
  return (
    <Section title={t('erase.title')} help={t('erase.help')}>
      <form
        class="editor erase"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void erase();
        }}
      >
        <div class="wide">
          <Choice
            label={t('erase.whom')}
            value={chosen}
            onChange={(next) => {
              setChosen(next);
              setTyped('');
              setProblem('');
            }}
            options={[
              ['', t('handover.choose')],
              ...people.map((each) => [each.id, callOf(each)] as const),
              [WHOLE, t('erase.whom.customer', { name: { name: facts.profile.name || customer } })],
            ]}
          />
        </div>
        {name !== '' && (
          <>
            <div class="wide">
              <h3>{t('erase.goes')}</h3>
              <p>{t(contact ? 'erase.goes.contact' : 'erase.goes.customer', { name: { name } })}</p>
              <h3>{t('erase.stays')}</h3>
              <p>{t(contact ? 'erase.stays.contact' : 'erase.stays.customer', { id: { id: customer } })}</p>
              <p class="problem">{t('erase.for-good')}</p>
            </div>
            <label class="wide">
              <span class="sub">{t('erase.confirm', { name: { name } })}</span>
              <input dir="auto" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
            </label>
            {problem !== '' && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            <div class="does">
              <button type="submit" class="btn pri" disabled={busy}>
                {busy ? t('erase.busy') : t('erase.do', { name: { name } })}
              </button>
            </div>
          </>
        )}
      </form>
    </Section>
  );
}

/** Of somebody who was erased nothing of this is left. */
const isKnown = ({ name, email, phone }: ContactFact): boolean => name !== '' || email !== '' || phone !== '';
const callOf = ({ id, name, email }: ContactFact): string => name || email || id;

/** The same name, however it is spelled and spaced. */
function isSame(typed: string, name: string): boolean {
  const folded = foldText(name);
  return folded === '' ? typed.trim() === name.trim() : foldText(typed) === folded;
}
