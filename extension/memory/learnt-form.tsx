import { useState } from 'preact/hooks';
import type { Facts } from '../../shared/facts/facts';
import { joinWords } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import type { LearntSave } from '../log-protocol';
import { ask } from '../own-page/ask';
import { SaveOrCancel } from '../own-page/save-or-cancel';

interface LearntFormProps {
  t: Translate;
  facts: Facts;
  onSaved: (id: string) => void;
  onCancel: () => void;
}
const CHANNELS = ['phone', 'email', 'message', 'visit'] as const;

/** Writes down what was learnt. A field left empty is not known. */
export function LearntForm({ t, facts: { customer, profile }, onSaved, onCancel }: LearntFormProps) {
  const [interests, setInterests] = useState(joinWords(t, profile.interests ?? []));
  const [links, setLinks] = useState((profile.links ?? []).join('\n'));
  const [learnt, setLearnt] = useState<Omit<LearntSave, 'interests' | 'links'>>({
    business: profile.business ?? '',
    goals: profile.goals ?? '',
    channel: profile.channel ?? '',
    hours: profile.hours ?? '',
    doNotContact: profile.doNotContact ?? false,
  });
  const [problem, setProblem] = useState('');
  const change = (part: Partial<typeof learnt>) => setLearnt({ ...learnt, ...part });
  const save = async () => {
    const given = links.split(/\s+/).filter((link) => link !== '');
    const whole = given.map((link) => (/^https?:\/\//.test(link) ? link : `https://${link}`));
    const answer = await ask('learnt.save', {
      customer,
      learnt: {
        ...learnt,
        interests: interests
          .split(/[,،;؛\n]/u)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
        links: whole,
      },
    });
    if (answer.ok) onSaved(answer.value.id);
    else setProblem(answer.text || t('learnt.too-long'));
  };
  return (
    <form
      class="learnt-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Line label={t('learnt.interests')} help={t('learnt.interests.help')} value={interests} most={1000} onInput={setInterests} />
      <Line label={t('learnt.business')} value={learnt.business} most={500} onInput={(business) => change({ business })} />
      <Line label={t('learnt.goals')} value={learnt.goals} most={300} onInput={(goals) => change({ goals })} />
      <label>
        <span class="sub">{t('learnt.channel')}</span>
        <select value={learnt.channel} onChange={(event) => change({ channel: event.currentTarget.value as LearntSave['channel'] })}>
          <option value="">{t('learnt.channel.any')}</option>
          {CHANNELS.map((channel) => (
            <option key={channel} value={channel}>
              {t(`channel.${channel}`)}
            </option>
          ))}
        </select>
      </label>
      <Line label={t('learnt.hours')} value={learnt.hours} most={60} onInput={(hours) => change({ hours })} />
      <label>
        <span class="sub">{t('learnt.links')}</span>
        <textarea rows={2} dir="ltr" maxLength={3000} value={links} onInput={(event) => setLinks(event.currentTarget.value)} />
      </label>
      <label class="check">
        <input type="checkbox" checked={learnt.doNotContact} onChange={(event) => change({ doNotContact: event.currentTarget.checked })} />
        {t('learnt.do-not-contact')}
      </label>
      <SaveOrCancel t={t} problem={problem} onCancel={onCancel} />
    </form>
  );
}

interface LineProps {
  label: string;
  help?: string;
  value: string;
  most: number;
  onInput: (value: string) => void;
}
function Line({ label, help, value, most, onInput }: LineProps) {
  return (
    <label>
      <span class="sub">{label}</span>
      <input
        type="text"
        dir={value === '' ? undefined : 'auto'}
        maxLength={most}
        value={value}
        placeholder={help}
        autocomplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
