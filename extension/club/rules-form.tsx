/** The rules of the club, part by part. */
import { benefitWords, tierTitle } from '../../shared/loyalty/club-words';
import { BENEFIT_KINDS, RULE_EVENTS } from '../../shared/loyalty/programme';
import { Section } from '../customers/shown';
import { ChoiceCell, type FormProps, NumberCell, NumbersCell, TextCell } from './fields';
import { PlanSection } from './plan-section';
import { PackagesSection, PricesSection } from './prices-form';
import { partWord, Rows, valueWord } from './rows';

const ROUND_UP = ['none', 'month', 'quarter', 'half-year', 'year'];

export function RulesForm(form: FormProps) {
  return (
    <div class="form">
      <TiersSection {...form} />
      <PlanSection {...form} />
      <CountingSection {...form} />
      <EarningSection {...form} />
      <SpendingSection {...form} />
      <PricesSection {...form} />
      <PackagesSection {...form} />
    </div>
  );
}

function TiersSection(form: FormProps) {
  const { t, rules } = form;
  return (
    <Section title={partWord(t, 'tiers')} help={t('club.tiers.help')}>
      <Rows
        {...form}
        path={['tiers']}
        columns={[
          { path: ['id'], as: 'text', worded: (id) => tierTitle(t, id) },
          { path: ['entry'], as: 'number' },
          { path: ['maintain'], as: 'number', empty: 'absent' },
          { path: ['creditPercent'], as: 'number', empty: 'absent' },
        ]}
        blank={(id) => ({
          id,
          entry: (rules.document.tiers.at(-1)?.entry ?? 0) + 1000,
          benefits: [{ kind: 'recognition', what: 'thanks' }],
        })}
      />
      {rules.document.tiers.map((tier, i) => (
        <div key={i} class="part">
          <h3>{`${partWord(t, 'benefits')}: ${tierTitle(t, tier.id)}`}</h3>
          <Rows
            {...form}
            path={['tiers', i, 'benefits']}
            columns={[
              { path: ['kind'], as: 'choice', options: BENEFIT_KINDS },
              { path: ['what'], as: 'text', worded: (what) => benefitWords(t, what) },
            ]}
            blank={() => ({ kind: 'recognition', what: 'thanks' })}
          />
          {rules.problems.some(({ path, code }) => code === 'only-money' && path[1] === String(i)) && (
            <p class="problem">{t('club.problem.only-money')}</p>
          )}
        </div>
      ))}
    </Section>
  );
}

function CountingSection(form: FormProps) {
  const { t, rules } = form;
  const at = (...path: string[]) => ({ ...form, path, label: partWord(t, path.at(-1) ?? '') });
  const word = valueWord(t);
  return (
    <Section title={t('club.counting')}>
      <div class="numbers">
        <ChoiceCell {...at('qualification', 'basis')} options={['earned', 'spend', 'count']} word={word} />
        {rules.document.qualification.basis === 'spend' && <TextCell {...at('qualification', 'currency')} />}
        <ChoiceCell {...at('qualification', 'period')} options={['rolling', 'calendar-year']} word={word} />
        {rules.document.qualification.period === 'rolling' && <NumberCell {...at('periodDays')} />}
        <NumberCell {...at('graceDays')} />
        <ChoiceCell {...at('fall')} options={['one-step', 'to-earned', 'never']} word={word} />
        <NumberCell {...at('gapMonths')} />
        <NumberCell {...at('pendingDays')} />
        <TextCell {...at('timeZone')} />
      </div>
      <SpanField {...form} path={['validity']} />
    </Section>
  );
}

/** A span that may be left out: months, and up to the end of what. */
function SpanField({ path, ...form }: FormProps & { path: readonly string[] }) {
  const { t, rules, readOnly } = form;
  const on = rules.read(path) !== null;
  return (
    <div class="numbers">
      <label class="switch">
        <input
          type="checkbox"
          checked={on}
          disabled={readOnly}
          onChange={(event) => rules.write(path, event.currentTarget.checked ? { months: 12, roundUp: 'none' } : null)}
        />
        {path.map((name) => partWord(t, name)).join(' ')}
      </label>
      {on && (
        <>
          <NumberCell {...form} path={[...path, 'months']} label={partWord(t, 'months')} />
          <ChoiceCell {...form} path={[...path, 'roundUp']} label={partWord(t, 'roundUp')} options={ROUND_UP} word={valueWord(t)} />
        </>
      )}
    </div>
  );
}

function EarningSection(form: FormProps) {
  const { t, rules, readOnly } = form;
  const at = (...path: string[]) => ({ ...form, path, label: partWord(t, path.at(-1) ?? '') });
  const { perUnit } = rules.document.earn;
  return (
    <Section title={t('club.earning')} help={t('club.earning.help')}>
      <h3>{partWord(t, 'perUnit')}</h3>
      <div class="numbers">
        {Object.keys(perUnit).map((currency) => (
          <NumberCell key={currency} {...form} path={['earn', 'perUnit', currency]} label={currency} empty="absent" />
        ))}
        {!readOnly && (
          <span class="field">
            <label class="sub" for="club-currency">
              {`${t('club.add')}: ${partWord(t, 'currency')}`}
            </label>
            <input
              id="club-currency"
              type="text"
              dir="ltr"
              maxLength={3}
              value=""
              onChange={(event) => {
                const currency = event.currentTarget.value.trim().toUpperCase();
                event.currentTarget.value = '';
                if (/^[A-Z]{3}$/.test(currency)) rules.write(['earn', 'perUnit', currency], 1);
              }}
            />
          </span>
        )}
      </div>
      <div class="numbers">
        <NumberCell {...at('earn', 'perPurchase')} />
        <NumberCell {...at('earn', 'perVisit')} />
        <NumberCell {...at('earn', 'perYear')} />
        <NumberCell {...at('earn', 'perReferral')} />
        <NumberCell {...at('earn', 'referralCap')} empty="null" />
      </div>
      <h3>{partWord(t, 'custom')}</h3>
      <Rows
        {...form}
        path={['earn', 'custom']}
        columns={[
          { path: ['name'], as: 'text' },
          { path: ['event'], as: 'choice', options: RULE_EVENTS },
          { path: ['when', 'atLeast'], as: 'number', empty: 'absent' },
          { path: ['when', 'currency'], as: 'text', empty: 'absent' },
          { path: ['when', 'is'], as: 'text', empty: 'absent' },
          { path: ['points'], as: 'number' },
          { path: ['cap'], as: 'number', empty: 'null' },
        ]}
        blank={(id) => ({ id, name: partWord(t, 'custom'), event: 'survey', points: 10, cap: null })}
      />
    </Section>
  );
}

function SpendingSection(form: FormProps) {
  const { t } = form;
  const at = (...path: string[]) => ({ ...form, path, label: partWord(t, path.at(-1) ?? '') });
  return (
    <Section title={t('club.spending')}>
      <SpanField {...form} path={['pointsExpire']} />
      <SpanField {...form} path={['credit', 'expire']} />
      <div class="numbers">
        <NumbersCell {...at('credit', 'warnDays')} />
        <NumberCell {...at('referral', 'approveDays')} />
        <NumberCell {...at('referral', 'friendPoints')} />
        <NumberCell
          {...form}
          path={['referral', 'minimum', 'amount']}
          label={`${partWord(t, 'minimum')}: ${partWord(t, 'amount')}`}
          empty="absent"
        />
        <TextCell
          {...form}
          path={['referral', 'minimum', 'currency']}
          label={`${partWord(t, 'minimum')}: ${partWord(t, 'currency')}`}
          empty="absent"
        />
        <NumberCell {...at('referral', 'sameAddressMost')} />
      </div>
      <h3>{partWord(t, 'rewards')}</h3>
      <Rows
        {...form}
        path={['rewards']}
        columns={[
          { path: ['name'], as: 'text' },
          { path: ['kind'], as: 'choice', options: ['gift', 'coupon', 'credit', 'shipping', 'service'] },
          { path: ['cost'], as: 'number' },
          { path: ['stock'], as: 'number', empty: 'null' },
          { path: ['value', 'amount'], as: 'number', empty: 'absent' },
          { path: ['value', 'currency'], as: 'text', empty: 'absent' },
          { path: ['tier'], as: 'text', empty: 'absent' },
          { path: ['days'], as: 'number', empty: 'absent' },
        ]}
        blank={(id) => ({ id, name: partWord(t, 'rewards'), kind: 'gift', cost: 100, stock: null })}
      />
      <h3>{partWord(t, 'badges')}</h3>
      <Rows
        {...form}
        path={['badges']}
        columns={[
          { path: ['name'], as: 'text' },
          { path: ['of'], as: 'choice', options: ['purchases', 'years', 'referrals', 'points', 'tier'] },
          { path: ['at'], as: 'number' },
        ]}
        blank={(id) => ({ id, name: partWord(t, 'badges'), of: 'purchases', at: 10 })}
      />
    </Section>
  );
}
