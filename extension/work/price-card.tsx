/** What they pay, why, and when that changes next: for us to see, and to be sent to them as it stands. */
import { useState } from 'preact/hooks';
import type { ContractFact } from '../../shared/facts/facts';
import { isolate } from '../../shared/i18n/bidi';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts } from '../../shared/i18n/lists';
import { priceCardOf } from '../../shared/renewal/price-card';
import type { Work } from './use-work';

export function PriceCard({ work, contract }: { work: Work; contract: ContractFact }) {
  const { t, facts, view, now } = work;
  const [copied, setCopied] = useState(false);
  const card = priceCardOf(facts, contract, view.programme, now);
  const { group, months, next } = card;
  const pays = joinParts(t, [
    ...(card.yearly === null ? [] : [t('agreement.a-year', { money: { money: card.yearly } })]),
    ...(card.monthly === null ? [] : [t('pricing.a-month', { money: { money: card.monthly } })]),
  ]);
  const why = joinParts(t, [
    ...(card.package === '' ? [] : [isolate(card.package)]),
    months === null ? t('agreement.term.unknown') : t('agreement.term', { n: months }),
    ...(group === null
      ? []
      : [
          t('pricing.group', {
            name: { name: group.group.name },
            share: { text: t('card.price.percent', { percent: { percent: group.group.percent / 100 } }) },
          }),
        ]),
  ]);
  const date = { text: formatDate(next.at, t.locale, 'long') };
  const change = !next.announced
    ? t('pricing.next.none', { date })
    : [
        next.percent === null
          ? t('agreement.change.on', { date })
          : t(next.percent < 0 ? 'agreement.change.down' : 'agreement.change', {
              percent: { percent: Math.abs(next.percent) / 100 },
              date,
            }),
        ...(next.yearly === null ? [] : [t('pricing.next.estimate', { money: { money: next.yearly } })]),
      ].join(' ');
  const copy = () => navigator.clipboard.writeText(t('pricing.text', { pays: { text: pays }, why: { text: why }, next: { text: change } }));
  return (
    <div class="price" data-price={next.untold ? 'untold' : next.announced ? 'told' : 'steady'}>
      <dl>
        {pays !== '' && (
          <div>
            <dt>{t('agreement.pays')}</dt>
            <dd>
              <b>{pays}</b>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('pricing.why')}</dt>
          <dd>{why}</dd>
        </div>
        <div class={next.untold ? 'us' : ''}>
          <dt>{t('pricing.next')}</dt>
          <dd>
            {change} {next.announced && t(next.untold ? 'agreement.untold' : 'agreement.told')}
          </dd>
        </div>
      </dl>
      <div class="does">
        {next.untold && view.mayWrite && (
          <button
            type="button"
            class="btn sec-b"
            data-do="price"
            onClick={() =>
              void work.say(t('agreement.price.sent'), [{ type: 'notice.sent', data: { contract: contract.id, kind: 'price' } }])
            }
          >
            {t('agreement.price.send')}
          </button>
        )}
        {pays !== '' && (
          <button type="button" class="btn txt" data-do="copy-price" onClick={() => void copy().then(() => setCopied(true))}>
            {t(copied ? 'work.copied' : 'pricing.copy')}
          </button>
        )}
      </div>
    </div>
  );
}
