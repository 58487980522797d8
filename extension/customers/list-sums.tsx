/** What the list comes to: how many, what they are worth in each currency by itself, and how many nobody keeps. */
import type { ComponentChildren } from 'preact';
import type { CustomerSums } from '../../shared/api/customer-list';
import { joinWords } from '../../shared/i18n/lists';
import { formatMoney } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';

interface Props {
  t: Translate;
  /** Null while it is being counted. */
  sums: CustomerSums | null;
  onUnowned: () => void;
  children: ComponentChildren;
}
export function ListSums({ t, sums, onUnowned, children }: Props) {
  const values = sums?.values ?? [];
  return (
    <div class="sums">
      <p class="grow counted" role="status">
        <span>{sums === null ? '\u00a0' : t('list.count', { n: sums.customers })}</span>
        {values.length > 0 && (
          <span class="sub">
            {t('list.worth', {
              sums: {
                text: joinWords(
                  t,
                  values.map((value) => formatMoney(value, t.locale)),
                ),
              },
            })}
          </span>
        )}
      </p>
      {sums !== null && sums.unowned > 0 && (
        <button type="button" class="btn txt problem" onClick={onUnowned}>
          {t('list.unowned.count', { n: sums.unowned })}
        </button>
      )}
      {children}
    </div>
  );
}
