import { useEffect, useState } from 'preact/hooks';
import { formatTime } from '../../shared/i18n/dates';
import { languageOf } from '../../shared/i18n/languages';
import { joinWords } from '../../shared/i18n/lists';
import type { Locale } from '../../shared/i18n/message';
import { numberFormat } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { PageAttributes } from '../own-page/page-language';
import type { ReceiptLine } from '../protocol';
import { BackButton } from './back-button';

/** What was sent today: when, where to, what kind, how much; and what was not in it. */
export function ReceiptPanel({ t, page, onBack }: { t: Translate; page: PageAttributes; onBack: () => void }) {
  const [lines, setLines] = useState<ReceiptLine[] | null>(null);
  useEffect(() => void ask('receipt.read').then((answer) => setLines(answer.ok ? answer.value : [])), []);
  const sum = (of: (line: ReceiptLine) => number) => (lines ?? []).reduce((total, line) => total + of(line), 0);
  const lookups = sum(({ kind, requests }) => (kind === 'lookup' ? requests : 0));
  return (
    <main
      {...page}
      class={`${page.class} why receipt`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onBack();
      }}
    >
      <header>
        <BackButton label={t('popup.back')} onBack={onBack} />
        <h1>{t('receipt.title')}</h1>
      </header>
      {lines && (
        <>
          <p>
            <strong>{t('receipt.promise')}</strong> {t('receipt.lookups', { n: lookups })}
          </p>
          <p class="sub">{t('receipt.why')}</p>
          {lines.length === 0 ? (
            <p>{t('receipt.none')}</p>
          ) : (
            <ul>
              {lines.map((line) => (
                <li key={`${line.kind} ${line.host} ${line.from}`}>
                  <span class="what">{t(`receipt.kind.${line.kind}`)}</span>
                  <span class="sub">{whenOf(t, line)}</span>
                  <span class="sub">
                    {joinWords(t, [
                      t('receipt.requests', { n: line.requests }),
                      ...(line.failed > 0 ? [t('receipt.failed', { n: line.failed })] : []),
                    ])}
                  </span>
                  <span class="sub">{bytesOf(t, line)}</span>
                  <bdi class="sub cut" dir="ltr">
                    {line.host}
                  </bdi>
                </li>
              ))}
              <li class="total">
                <span class="what">{t('receipt.total')}</span>
                <span />
                <span class="sub">{t('receipt.requests', { n: sum(({ requests }) => requests) })}</span>
                <span class="sub">{bytesOf(t, { bytesOut: sum(({ bytesOut }) => bytesOut), bytesIn: sum(({ bytesIn }) => bytesIn) })}</span>
              </li>
            </ul>
          )}
        </>
      )}
    </main>
  );
}

function whenOf(t: Translate, { from, to }: ReceiptLine): string {
  const [first, last] = [formatTime(from, t.locale), formatTime(to, t.locale)];
  return first === last ? first : t('receipt.when', { from: { text: first }, to: { text: last } });
}
const bytesOf = (t: Translate, { bytesOut, bytesIn }: Pick<ReceiptLine, 'bytesOut' | 'bytesIn'>): string =>
  t('receipt.bytes', { out: { text: sizeOf(bytesOut, t.locale) }, in: { text: sizeOf(bytesIn, t.locale) } });

/** Bytes in the largest unit of which there is at least one, as the reader's language shortens it. */
function sizeOf(bytes: number, locale: Locale): string {
  const [unit, size] =
    bytes < 1000 ? (['byte', 1] as const) : bytes < 1_000_000 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: languageOf(locale.language).abbreviates && unit !== 'byte' ? 'short' : 'long',
    maximumFractionDigits: bytes < 10_000 && bytes >= 1000 ? 1 : 0,
  }).format(bytes / size);
}
