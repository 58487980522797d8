/** Writes a list: what happened, whom it touches, the message in each language as a template, and what we suggest to each segment. */
import { useState } from 'preact/hooks';
import { LANGUAGES } from '../../shared/i18n/languages';
import type { Translate } from '../../shared/i18n/t';
import { TEMPLATE_FIELDS } from '../../shared/notes/template';
import { type Audience, OUTREACH_KINDS, type OutreachDraft } from '../../shared/outreach/list';
import type { Segment } from '../../shared/segments';
import { SaveOrCancel } from '../own-page/save-or-cancel';
import { ChoiceField, TextField } from '../work/field';
import { OutreachAdvice } from './outreach-advice';

/** What a message of a kind begins with, its fields named in the writer's language. */
function draftText(t: Translate, kind: OutreachDraft['kind']): string {
  const field = (name: string) => ({ text: `{${name}}` });
  const named = { name: field(t('template.field.name')), company: field(t('template.field.company')), me: field(t('template.field.me')) };
  return t(`outreach.text.${kind}`, { ...named, advice: field(t('outreach.advice.field')) });
}

/** A new incident in the reader's language; its id is the one it keeps, so that saving it twice makes one list. */
export const emptyDraft = (t: Translate): OutreachDraft => ({
  id: crypto.randomUUID(),
  revision: 0,
  kind: 'incident',
  title: '',
  what: '',
  audience: { by: 'product', product: '' },
  messages: { [t.locale.language]: { subject: '', text: draftText(t, 'incident') } },
  advice: [],
  closed: false,
});

interface Props {
  t: Translate;
  draft: OutreachDraft;
  segments: readonly Segment[];
  problem: string;
  onSave: (draft: OutreachDraft) => void;
  onCancel: () => void;
}
export function OutreachEditor({ t, draft, segments, problem, onSave, onCancel }: Props) {
  const [said, setSaid] = useState(draft);
  const set = (part: Partial<OutreachDraft>) => setSaid((before) => ({ ...before, ...part }));
  const message = (language: string) => said.messages[language] ?? { subject: '', text: '' };
  const setMessage = (language: string, part: Partial<OutreachDraft['messages'][string]>) =>
    set({ messages: { ...said.messages, [language]: { ...message(language), ...part } } });
  const setKind = (kind: OutreachDraft['kind']) => {
    const own = t.locale.language;
    const { text } = message(own);
    const untouched = OUTREACH_KINDS.some((one) => draftText(t, one) === text);
    set({ kind, ...(untouched ? { messages: { ...said.messages, [own]: { ...message(own), text: draftText(t, kind) } } } : {}) });
  };
  const [missing, setMissing] = useState('');
  return (
    <form
      class="editor outreach-editor"
      onSubmit={(event) => {
        event.preventDefault();
        const ready = finished(said);
        setMissing(ready === null ? t('outreach.missing') : '');
        if (ready !== null) onSave(ready);
      }}
    >
      <div class="wide">
        <ChoiceField
          label={t('outreach.kind')}
          name="kind"
          value={said.kind}
          choices={OUTREACH_KINDS.map((id) => ({ id, label: t(`outreach.kind.${id}`) }))}
          onChoose={setKind}
        />
      </div>
      <div class="wide">
        <TextField label={t('outreach.title')} value={said.title} most={120} onInput={(title) => set({ title })} />
      </div>
      <label class="wide">
        <span class="sub">{t('outreach.what')}</span>
        <textarea dir="auto" rows={2} maxLength={1000} value={said.what} onInput={(event) => set({ what: event.currentTarget.value })} />
      </label>
      <Whom t={t} audience={said.audience} segments={segments} onChange={(audience) => set({ audience })} />
      {[...LANGUAGES]
        .sort((a, b) => Number(b.id === t.locale.language) - Number(a.id === t.locale.language) || a.place - b.place)
        .map(({ id, name, direction }) => (
          <details key={id} class="wide" open={id === t.locale.language || Object.hasOwn(draft.messages, id)}>
            <summary>{t('outreach.message.in', { language: { text: name } })}</summary>
            <div class="message-in" lang={id} dir={direction}>
              <input
                aria-label={t('outreach.subject')}
                placeholder={t('outreach.subject')}
                maxLength={200}
                value={message(id).subject}
                onInput={(event) => setMessage(id, { subject: event.currentTarget.value })}
              />
              <textarea
                aria-label={t('outreach.text')}
                maxLength={2000}
                value={message(id).text}
                onInput={(event) => setMessage(id, { text: event.currentTarget.value })}
              />
            </div>
          </details>
        ))}
      <p class="sub">
        {t('outreach.fields')}{' '}
        {[...TEMPLATE_FIELDS.map((field) => t(`template.field.${field}`)), t('outreach.advice.field')].map((name) => (
          <bdi key={name} class="keep">{`{${name}} `}</bdi>
        ))}
      </p>
      <OutreachAdvice t={t} advice={said.advice} segments={segments} onChange={(advice) => set({ advice })} />
      <SaveOrCancel t={t} problem={missing || problem} onCancel={onCancel} />
    </form>
  );
}

function Whom({
  t,
  audience,
  segments,
  onChange,
}: {
  t: Translate;
  audience: Audience;
  segments: readonly Segment[];
  onChange: (audience: Audience) => void;
}) {
  const choose = (by: Audience['by']) => {
    const [first] = segments;
    if (by === 'product') onChange({ by, product: '' });
    else if (by === 'picked') onChange({ by });
    else if (first) onChange({ by, name: first.name, filter: first.filter });
  };
  const choices = (['product', 'segment', 'picked'] as const).filter(
    (by) => by !== 'segment' || segments.length > 0 || audience.by === 'segment',
  );
  const part = (member: 'edition' | 'without', value: string) => {
    if (audience.by !== 'product') return;
    const { [member]: _, ...rest } = audience;
    onChange(value.trim() === '' ? rest : { ...rest, [member]: value });
  };
  return (
    <div class="wide">
      <ChoiceField
        label={t('outreach.whom')}
        name="whom"
        value={audience.by}
        choices={choices.map((id) => ({ id, label: t(`outreach.whom.${id}`) }))}
        onChoose={choose}
      />
      {segments.length === 0 && <p class="sub">{t('outreach.no-segments')}</p>}
      {audience.by === 'segment' && (
        <select
          aria-label={t('outreach.whom.segment')}
          value={segments.find(({ name }) => name === audience.name)?.id ?? ''}
          onChange={(event) => {
            const segment = segments.find(({ id }) => id === event.currentTarget.value);
            if (segment) onChange({ by: 'segment', name: segment.name, filter: segment.filter });
          }}
        >
          {!segments.some(({ name }) => name === audience.name) && <option value="">{audience.name}</option>}
          {segments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {audience.by === 'product' && (
        <div class="fields">
          <TextField
            label={t('outreach.product')}
            value={audience.product}
            most={120}
            onInput={(product) => onChange({ ...audience, product })}
          />
          <TextField label={t('outreach.edition')} value={audience.edition ?? ''} most={60} onInput={(value) => part('edition', value)} />
          <TextField label={t('outreach.without')} value={audience.without ?? ''} most={60} onInput={(value) => part('without', value)} />
        </div>
      )}
      {audience.by === 'picked' && <p class="sub">{t('outreach.whom.picked.help')}</p>}
    </div>
  );
}

/** What was written, ready to be kept: languages left empty are none; a subject that nobody wrote is the title. Null while something is missing. */
function finished(said: OutreachDraft): OutreachDraft | null {
  const title = said.title.trim();
  const written = Object.entries(said.messages)
    .filter(([, { text }]) => text.trim() !== '')
    .map(([language, { subject, text }]) => [language, { subject: subject.trim() || title, text: text.trim() }] as const);
  const advice = said.advice.filter(({ text }) => text.trim() !== '');
  const { audience } = said;
  if (title === '' || written.length === 0 || (audience.by === 'product' && audience.product.trim() === '')) return null;
  return { ...said, title, messages: Object.fromEntries(written), advice };
}
