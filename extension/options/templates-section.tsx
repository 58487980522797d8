import { useEffect, useState } from 'preact/hooks';
import { joinWords } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import type { Template, Templates } from '../log-protocol';
import { ask } from '../own-page/ask';
import { fieldNames } from '../popup/templates';

/** The writer's own messages, greeting and sign-off: kept on this device, and saved as they are typed. */
export function TemplatesSection({ t }: { t: Translate }) {
  const [own, setOwn] = useState<Templates | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void ask('templates.read').then((answer) => answer.ok && setOwn(answer.value));
  }, []);
  if (own === null) return null;
  const save = async (part: Partial<Templates>) => {
    const templates = { ...own, ...part };
    setOwn(templates);
    const answer = await ask('templates.save', { templates });
    setProblem(answer.ok ? '' : answer.text || t('problem.storage'));
  };
  const change = (id: string, part: Partial<Template>) =>
    save({ list: own.list.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  const fields = joinWords(
    t,
    Object.values(fieldNames(t)).map((name) => `{${name}}`),
  );
  return (
    <section class="templates">
      <h2>{t('template.title')}</h2>
      <p class="sub">{t('template.help', { fields: { text: fields } })}</p>
      <Line label={t('template.greeting')} value={own.greeting} most={200} onText={(greeting) => void save({ greeting })} />
      <Line label={t('template.sign-off')} value={own.signOff} most={500} rows={2} onText={(signOff) => void save({ signOff })} />
      <Line label={t('template.links')} value={own.links} most={1000} rows={2} onText={(links) => void save({ links })} />
      <ul>
        {own.list.map(({ id, name, text }) => (
          <li key={id}>
            <Line label={t('template.name')} value={name} most={80} onText={(name) => void change(id, { name })} />
            <Line label={t('template.text')} value={text} most={4000} rows={4} onText={(text) => void change(id, { text })} />
            <button
              type="button"
              class="btn txt"
              aria-label={`${t('action.remove')}: ${name}`}
              onClick={() => void save({ list: own.list.filter((one) => one.id !== id) })}
            >
              {t('action.remove')}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="btn sec-b"
        onClick={() => void save({ list: [...own.list, { id: crypto.randomUUID(), name: t('template.pick'), text: '' }] })}
      >
        {t('template.add')}
      </button>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

interface LineProps {
  label: string;
  value: string;
  most: number;
  rows?: number;
  onText: (text: string) => void;
}
function Line({ label, value, most, rows = 1, onText }: LineProps) {
  return (
    <label class="line">
      <span class="sub">{label}</span>
      <textarea rows={rows} dir="auto" maxLength={most} value={value} onChange={(event) => onText(event.currentTarget.value)} />
    </label>
  );
}
