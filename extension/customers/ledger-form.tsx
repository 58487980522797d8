import { useState } from 'preact/hooks';
import type { ClubRequest } from '../../shared/api/club';
import { currencyCode, labelInUnit, readAmount } from '../../shared/i18n/money-field';
import type { Translate } from '../../shared/i18n/t';
import { LEAD_ACTS } from '../../shared/loyalty/lead-acts';
import type { Reward } from '../../shared/loyalty/programme';
import { newUlid } from './new-ulid';

type Does = 'redeem' | 'spend' | 'refer' | 'grant' | 'adjust' | 'issue';
const ALL: readonly Does[] = ['redeem', 'spend', 'refer', 'grant', 'adjust', 'issue'];
type Filled = Record<'reward' | 'amount' | 'currency' | 'kind' | 'ends' | 'reason' | 'points' | 'percent' | 'friend', string>;
/** What each asks for; those that may stay empty are not needed. */
const FIELDS: Record<Does, readonly (keyof Filled)[]> = {
  redeem: ['reward'],
  spend: ['amount', 'currency', 'reason'],
  refer: ['friend'],
  grant: ['amount', 'currency', 'kind', 'ends', 'reason'],
  adjust: ['points', 'reason'],
  issue: ['percent', 'ends', 'reason'],
};
const MAY_BE_EMPTY: readonly string[] = ['grant ends', 'grant reason', 'spend reason', 'issue ends', 'issue reason'];

interface Props {
  t: Translate;
  role: string;
  rewards: readonly Reward[];
  left: Record<string, number>;
  currencies: readonly string[];
  /** Whether it was done; the form keeps what was typed, and the act its id, until it was. */
  onAct: (act: ClubRequest) => Promise<boolean>;
}
/** One form for what somebody may do with points and credit, by their role. */
export function LedgerForm({ t, role, rewards, left, currencies, onAct }: Props) {
  const may = ALL.filter((one) => role === 'admin' || role === 'manager' || !LEAD_ACTS.includes(one));
  const empty: Filled = {
    ...{
      reward: rewards[0]?.id ?? '',
      amount: '',
      currency: currencies[0] ?? '',
      kind: 'gift',
      ends: '',
      reason: '',
      points: '',
      percent: '',
      friend: '',
    },
  };
  const [does, setDoes] = useState<Does>('redeem');
  const [filled, setFilled] = useState(empty);
  const [id, setId] = useState(newUlid);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Filled>) => {
    setFilled({ ...filled, ...part });
    setId(newUlid());
  };
  const code = currencyCode(filled.currency);
  const amount = code === null ? null : readAmount(filled.amount, code, t.locale);
  const act = actOf(does, filled, { id, code, amount });
  const missing = act === null || FIELDS[does].some((name) => filled[name] === '' && !MAY_BE_EMPTY.includes(`${does} ${name}`));
  const rewardName = ({ id: reward, name, cost }: Reward) =>
    left[reward] === undefined
      ? t('ledger.reward', { name: { name }, n: cost })
      : t('ledger.reward.left', { name: { name }, n: cost, left: left[reward] });
  const field = (name: keyof Filled) => {
    const label = name === 'amount' ? labelInUnit(t('ledger.field.amount'), code, t.locale) : t(`ledger.field.${name}`);
    if (name === 'reward' || name === 'kind')
      return (
        <label key={name}>
          {label}
          <select value={filled[name]} onChange={(event) => set({ [name]: event.currentTarget.value })}>
            {name === 'reward'
              ? rewards.map((reward) => (
                  <option key={reward.id} value={reward.id}>
                    {rewardName(reward)}
                  </option>
                ))
              : (['gift', 'wallet'] as const).map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`ledger.kind.${kind}`)}
                  </option>
                ))}
          </select>
        </label>
      );
    const id = `ledger-${name}`;
    const rest = {
      id,
      value: filled[name],
      onInput: (event: { currentTarget: HTMLInputElement }) => set({ [name]: event.currentTarget.value }),
    };
    const isNumber = name === 'points' || name === 'percent';
    return (
      <label key={name} for={id}>
        {label}
        {name === 'ends' ? (
          <input type="date" {...rest} />
        ) : isNumber ? (
          <input type="number" step="any" dir="ltr" {...rest} />
        ) : (
          <input type="text" inputMode={name === 'amount' ? 'decimal' : undefined} dir={name === 'reason' ? 'auto' : 'ltr'} {...rest} />
        )}
      </label>
    );
  };
  return (
    <form
      class="fields editor"
      aria-label={t('ledger.do')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!act || missing || busy) return;
        setBusy(true);
        void onAct(act).then((done) => {
          setBusy(false);
          if (!done) return;
          setFilled(empty);
          setId(newUlid());
        });
      }}
    >
      <label>
        {t('ledger.do')}
        <select value={does} onChange={(event) => setDoes(event.currentTarget.value as Does)}>
          {may.map((one) => (
            <option key={one} value={one}>
              {t(`ledger.do.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {does === 'redeem' && rewards.length === 0 ? <p class="sub">{t('ledger.rewards.none')}</p> : FIELDS[does].map(field)}
      {FIELDS[does].includes('amount') && filled.amount.trim() !== '' && code !== null && amount === null && (
        <p class="problem" role="alert">
          {t('amount.wrong', { text: { name: filled.amount.trim() }, example: 1200 })}
        </p>
      )}
      <button type="submit" class="btn pri" disabled={missing || busy}>
        {t(`ledger.do.${does}`)}
      </button>
    </form>
  );
}

/** The act as it is sent; null where a number is none. `amount` is in minor units of the currency `code`. */
function actOf(
  does: Does,
  { reward, kind, ends, reason, points, percent, friend }: Filled,
  { id, code, amount }: { id: string; code: string | null; amount: number | null },
): ClubRequest | null {
  const money = code === null || amount === null || amount === 0 ? null : { amount, currency: code };
  const expires = ends === '' ? null : Date.parse(`${ends}T00:00:00Z`);
  switch (does) {
    case 'redeem':
      return { do: does, id, reward };
    case 'spend':
      return money && { do: does, id, ...money, reason };
    case 'grant':
      return money && { do: does, id, ...money, kind: kind === 'wallet' ? 'wallet' : 'gift', expires, reason };
    case 'adjust':
      return Number.isInteger(Number(points)) && Number(points) !== 0 ? { do: does, id, points: Number(points), reason } : null;
    case 'issue':
      return Number(percent) >= 1 && Number(percent) <= 100 ? { do: does, id, percent: Number(percent), expires, reason } : null;
    case 'refer':
      return { do: does, id, friend: friend.trim() };
  }
}
