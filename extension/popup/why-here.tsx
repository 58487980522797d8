import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { PageAttributes } from '../own-page/page-language';
import type { WhyHere } from '../protocol';
import { BackButton } from './back-button';
import { Outline } from './outline';

/** "Why is there no card here?": each step from the site's permission to the match, and what to do where it stops. */
export function WhyHereView({
  t,
  page,
  tab,
  onBack,
  onSearch,
}: {
  t: Translate;
  page: PageAttributes;
  tab: number | undefined;
  onBack: () => void;
  onSearch: () => void;
}) {
  const [why, setWhy] = useState<WhyHere | null>(null);
  const [problem, setProblem] = useState('');
  const load = () => void ask('popup.why', tab === undefined ? {} : { tab }).then((answer) => answer.ok && setWhy(answer.value));
  useEffect(load, []);
  const follow = async (intent: NonNullable<WhyHere['steps'][number]['next']>['intent']) => {
    if (intent === 'search') return onSearch();
    if ((intent === 'pick' || intent === 'ask') && tab !== undefined) {
      const answer = await ask(`site.${intent}`, { tab });
      if (!answer.ok) return setProblem(answer.text);
    } else if (intent === 'grant' && why?.host) await openOptionsFor(why.host);
    else await browser.runtime.openOptionsPage();
    close();
  };
  return (
    <main {...page} class={`${page.class} why`}>
      <header>
        <BackButton label={t('popup.back')} onBack={onBack} />
        <h1>{t('why.title')}</h1>
      </header>
      {why && (
        <>
          {why.host && (
            <p class="sub">
              <bdi dir="ltr">{why.host}</bdi>
            </p>
          )}
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
                <span>
                  <span class="hidden">{`${t(step.ok ? 'why.ok' : 'why.stopped')}: `}</span>
                  {step.text}
                </span>
                {step.next && (
                  <button type="button" class="btn sec-b" onClick={() => void follow(step.next?.intent ?? 'options')}>
                    {step.next.label}
                  </button>
                )}
              </li>
            ))}
          </ol>
          {tab !== undefined && why.steps.some(({ id, ok }) => !ok && (id === 'recognised' || id === 'address')) && (
            <Outline t={t} tab={tab} />
          )}
        </>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </main>
  );
}

/** The options page with this host filled in: the browser's question is asked there, where the popup cannot close under it. */
async function openOptionsFor(host: string): Promise<void> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}?allow=${encodeURIComponent(host)}` });
}
