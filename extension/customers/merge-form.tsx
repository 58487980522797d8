/** Saying that another customer is this one: what is known of it moves here. */
import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { PickCustomer } from './pick-customer';

export function MergeForm({ t, customer, name, onDone }: { t: Translate; customer: string; name: string; onDone: () => void }) {
  const [other, setOther] = useState<{ id: string; name: string } | null>(null);
  const [said, setSaid] = useState('');
  const merge = async (from: string) => {
    const answer = await ask('keeping.merge', { from, into: customer });
    setSaid(answer.ok ? t('merge.done') : answer.text);
    if (!answer.ok) return;
    setOther(null);
    onDone();
  };
  return (
    <details class="panel">
      <summary>{t('merge.title')}</summary>
      <p class="sub">{t('merge.help', { name: { name: name } })}</p>
      <PickCustomer
        t={t}
        label={t('merge.which')}
        not={customer}
        value={other?.id ?? ''}
        onPick={(id, picked) => setOther({ id, name: picked })}
      />
      {other && (
        <button type="button" class="btn pri" onClick={() => void merge(other.id)}>
          {t('merge.do', { name: { name: other.name }, into: { name: name } })}
        </button>
      )}
      <p class="sub" role="status">
        {said}
      </p>
    </details>
  );
}
