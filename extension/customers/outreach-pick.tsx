/** Putting a customer on a list by hand, beside those whom it touches by what they are. */
import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { PickCustomer } from './pick-customer';

export function OutreachPick({ t, list, onPicked }: { t: Translate; list: string; onPicked: () => void }) {
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const [said, setSaid] = useState('');
  const add = async () => {
    if (picked === null) return;
    const title = t('outreach.picked', { name: { name: picked.name } });
    const answer = await ask('work.say', { customer: picked.id, title, events: [{ type: 'outreach.picked', data: { list } }] });
    setSaid(answer.ok ? title : answer.text);
    setPicked(null);
    // What was said here is in the answer once the Worker has it.
    if (answer.ok) await ask('sync.now');
    onPicked();
  };
  return (
    <details class="pick">
      <summary>{t('outreach.pick')}</summary>
      <PickCustomer t={t} label={t('outreach.pick.who')} not="" value={picked?.id ?? ''} onPick={(id, name) => setPicked({ id, name })} />
      <div class="acts">
        <button type="button" class="btn sec-b" disabled={picked === null} onClick={() => void add()}>
          {t('outreach.pick.add')}
        </button>
        <span role="status" class="sub">
          {said}
        </span>
      </div>
    </details>
  );
}
