import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';

/** The outline of a page that is not read, for a report: shown first, copied by the person's own click, sent nowhere by us. */
export function Outline({ t, tab }: { t: Translate; tab: number }) {
  const [outline, setOutline] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState('');
  const load = async () => {
    const answer = await ask('site.outline', { tab });
    if (answer.ok) setOutline(answer.value);
    else setProblem(answer.text);
  };
  if (outline === null)
    return (
      <>
        <button type="button" class="btn txt" onClick={() => void load()}>
          {t('why.outline')}
        </button>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </>
    );
  return (
    <section class="outline">
      <p class="sub">{t('why.outline.help')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <pre dir="ltr" tabIndex={0}>
        {outline}
      </pre>
      <button type="button" class="btn sec-b" onClick={() => void navigator.clipboard.writeText(outline).then(() => setCopied(true))}>
        {t(copied ? 'action.copied' : 'action.copy')}
      </button>
    </section>
  );
}
