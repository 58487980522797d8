import { useState } from 'preact/hooks';
import { age } from '../../shared/i18n/ages';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerCard } from '../../shared/present/card-view';
import { SIGNALS } from '../../shared/signals/registry';
import { SignalShape } from '../card/shapes';
import type { CustomerPage } from '../report-protocol';
import { PlayOffer } from '../work/plays';
import type { Work } from '../work/use-work';
import { Section } from './shown';
import { signalName } from './signal-name';

const FEW = 5;

/** Open ones with their evidence and the plays against them, then what the log has of those that closed. */
export function SignalsSection({ t, view, page, work }: { t: Translate; view: CustomerCard; page: CustomerPage; work: Work | null }) {
  const [all, setAll] = useState(false);
  const open = view.signals.filter(({ closed }) => !closed);
  const closed = page.record.signals.filter((row) => row.closedAt !== null).sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0));
  return (
    <Section title={t('customer.signals')}>
      {open.length === 0 && <p>{view.noSignals || t('card.no-signals')}</p>}
      <ul class="facts">
        {open.map((signal) => (
          <li key={signal.id} data-signal={signal.id}>
            <details>
              <summary>
                <SignalShape severity={signal.severity} closed={false} />
                <span class="grow">{signal.text}</span>
                <span class="sub">{signal.age}</span>
              </summary>
              <p class="sub">{`${signal.whose}. ${signal.evidence}`}</p>
              {signal.url && (
                <a href={signal.url} target="_blank" rel="noreferrer">
                  <bdi dir="ltr">{signal.url}</bdi>
                </a>
              )}
              {work !== null && <PlayOffer work={work} signal={signal.id} />}
            </details>
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <>
          <h3>{t('customer.closed')}</h3>
          <ul class="facts">
            {(all ? closed : closed.slice(0, FEW)).map((row) => (
              <li key={`${row.id} ${row.openedAt}`}>
                <SignalShape severity={SIGNALS.find(({ id }) => id === row.id)?.severity ?? 'low'} closed />
                <span class="grow">{signalName(t, row.id)}</span>
                <span class="sub">
                  {t('customer.closed.when', {
                    from: { date: row.openedAt },
                    age: { text: age(t, row.closedAt ?? row.openedAt, page.now) },
                  })}
                </span>
              </li>
            ))}
          </ul>
          {!all && closed.length > FEW && (
            <button type="button" class="btn txt" onClick={() => setAll(true)}>
              {t('list.more')}
            </button>
          )}
        </>
      )}
    </Section>
  );
}
