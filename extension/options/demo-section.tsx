import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { OptionsState } from './app';
import { ConfirmButton } from './confirm-button';

/** The way to take the invented customers out; there only where a trial run put them in. */
export function DemoSection({ t, state, refresh }: { t: Translate; state: OptionsState; refresh: () => Promise<void> }) {
  const [said, setSaid] = useState<{ text: string; failed: boolean } | null>(null);
  const { paired, role } = state.connection;
  if (state.mode === 'production' || !paired || role !== 'admin') return null;
  return (
    <section>
      <h2>{t('options.demo')}</h2>
      <p class="sub">{t('options.demo.text')}</p>
      <div>
        <ConfirmButton
          t={t}
          label={t('options.demo.remove')}
          sure={t('options.demo.sure')}
          onConfirm={async () => {
            const answer = await ask('demo.remove');
            setSaid(
              answer.ok ? { text: t('options.demo.removed'), failed: false } : { text: answer.text || t('problem.unknown'), failed: true },
            );
            await refresh();
          }}
        />
      </div>
      {said && (
        <p class={said.failed ? 'problem' : ''} role={said.failed ? 'alert' : 'status'}>
          {said.text}
        </p>
      )}
    </section>
  );
}
