import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { WhyHere } from '../protocol';

/** "Why is there no card here?": each step from the site's permission to the match, and what to do where it stops. */
export function WhyHereView({
  t,
  tab,
  onBack,
  onSearch,
}: {
  t: Translate;
  tab: number | undefined;
  onBack: () => void;
  onSearch: () => void;
}) {
  const [why, setWhy] = useState<WhyHere | null>(null);
  const load = () => void ask('popup.why', tab === undefined ? {} : { tab }).then((answer) => answer.ok && setWhy(answer.value));
  useEffect(load, []);
  const follow = async (intent: 'grant' | 'search' | 'options' | 'pick') => {
    if (intent === 'search') return onSearch();
    if (intent === 'pick' && tab !== undefined) await ask('site.pick', { tab });
    else await browser.runtime.openOptionsPage();
    close();
  };
  return (
    <section class="why">
      <header>
        <button type="button" class="btn txt" onClick={onBack}>
          {t('popup.back')}
        </button>
        <h2>{t('why.title')}</h2>
      </header>
      {why && (
        <>
          <p class="sub">
            <bdi dir="ltr">{why.host}</bdi>
          </p>
          <ol>
            {why.steps.map((step) => (
              <li key={step.id} class={step.ok ? 'is-ok' : 'is-not'}>
                <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                  {step.ok ? (
                    <path d="M2.5 7.5 5.5 10.5 11.5 3.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
                  ) : (
                    <path d="M7 2.5V8M7 10.6v.8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
                  )}
                </svg>
                <span>{step.text}</span>
                {step.next && (
                  <button type="button" class="btn sec-b" onClick={() => void follow(step.next?.intent ?? 'options')}>
                    {step.next.label}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
