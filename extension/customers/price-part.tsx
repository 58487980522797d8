import { useState } from 'preact/hooks';
import type { ClubRequest } from '../../shared/api/club';
import { formatMoney } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';
import { inForce } from '../../shared/loyalty/in-force';
import { type PriceGroup, priceGroupOf, yearlyLess } from '../../shared/loyalty/price-groups';
import { ask } from '../own-page/ask';
import type { CustomerPage, ReportState } from '../report-protocol';
import { newUlid } from './new-ulid';
import { Section } from './shown';

interface Props {
  t: Translate;
  state: ReportState;
  page: CustomerPage;
  /** Reads the customer anew. */
  again: () => void;
}
/** Another price group than the rules give: shown before it is set, for a reason and up to a day, and taken back in one click. */
export function PricePart({ t, state, page, again }: Props) {
  const { programme, now } = page;
  const { facts } = page.record;
  const [problem, setProblem] = useState('');
  const { groups, on } = inForce(programme, now).priceGroups;
  const leads = (state.role === 'admin' || state.role === 'manager') && !page.saved;
  if (!on || groups.length === 0 || !leads) return null;
  const reading = priceGroupOf(facts, programme, now);
  const act = async (request: ClubRequest): Promise<boolean> => {
    const answer = await ask('ledger.act', { customer: page.record.id, act: request });
    setProblem(answer.ok ? '' : answer.text || answer.code);
    if (answer.ok) again();
    return answer.ok;
  };
  const hand = reading?.byHand ?? null;
  return (
    <Section title={t('price.title')} help={t('price.help')}>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {hand ? (
        <p data-price="by-hand">
          {t('price.stands', {
            group: { name: reading?.group.name ?? '' },
            date: { date: hand.set.until },
            who: { name: state.users[hand.set.by] ?? hand.set.by },
            reason: { name: hand.set.reason },
          })}{' '}
          <button type="button" class="btn sec-b" data-do="unprice" onClick={() => void act({ do: 'unprice', id: newUlid() })}>
            {t('price.back')}
          </button>
        </p>
      ) : (
        <PriceForm t={t} page={page} groups={groups} now={reading?.group ?? null} onSet={act} />
      )}
    </Section>
  );
}

interface FormProps {
  t: Translate;
  page: CustomerPage;
  groups: readonly PriceGroup[];
  /** What the rules give today; null for none. */
  now: PriceGroup | null;
  onSet: (act: ClubRequest) => Promise<boolean>;
}
function PriceForm({ t, page, groups, now, onSet }: FormProps) {
  const others = groups.filter(({ id }) => id !== now?.id);
  const [chosen, setChosen] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [id] = useState(newUlid);
  const group = others.find((one) => one.id === chosen);
  const end = Date.parse(`${until}T00:00:00Z`);
  const named = (one: PriceGroup | null) =>
    one === null ? t('price.none') : t('price.group', { name: { name: one.name }, percent: { percent: one.percent / 100 } });
  const less = group ? yearlyLess(page.record.facts, page.programme, group, page.now) : [];
  return (
    <form
      class="fields editor"
      aria-label={t('price.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (group && end > 0 && reason.trim() !== '') void onSet({ do: 'price', id, group: group.id, until: end, reason: reason.trim() });
      }}
    >
      <label>
        {t('card.price')}
        <select value={chosen} name="group" onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{t('price.choose')}</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {named(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('price.until')}
        <input type="date" name="until" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </label>
      <label>
        {t('ledger.field.reason')}
        <input
          type="text"
          dir="auto"
          name="reason"
          maxLength={200}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {group && (
        <p data-price="preview">
          {t('price.change', { from: { text: named(now) }, to: { text: named(group) } })}{' '}
          {less.map((money) =>
            t(money.amount >= 0 ? 'price.less' : 'price.more', {
              m: { text: formatMoney({ ...money, amount: Math.abs(money.amount) }, t.locale) },
            }),
          )}
        </p>
      )}
      <button type="submit" class="btn pri" disabled={!group || !(end > 0) || reason.trim() === ''}>
        {t('price.set')}
      </button>
    </form>
  );
}
