/** The message of a list to one customer: to copy or to open as a mail, and how they were told. Nothing is sent from here. */
import { useState } from 'preact/hooks';
import type { Attributes } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { languageOf } from '../../shared/i18n/languages';
import type { Translate } from '../../shared/i18n/t';
import type { OutreachList } from '../../shared/outreach/list';
import { type Prepared, prepareMessage } from '../../shared/outreach/message';
import { segmentKeys } from '../../shared/segments';
import type { OutreachView } from '../outreach-protocol';
import { MissingFields } from '../own-page/missing-fields';
import { writerFor } from './writer';

export const TOLD_BY = ['email', 'call', 'message'] as const;
export type ToldBy = (typeof TOLD_BY)[number];
export type Telling = Pick<OutreachView, 'model' | 'programme' | 'users' | 'me' | 'now'>;

/** The contact that telling them is. */
export const toldNote = (list: OutreachList, kind: ToldBy, contact: string): Attributes<'note'> => ({
  kind,
  text: list.title,
  direction: 'out',
  about: 'outreach',
  list: list.id,
  ...(contact === '' ? {} : { contact }),
});

interface Props {
  t: Translate;
  list: OutreachList;
  facts: Facts;
  with: Telling;
  mayWrite: boolean;
  onTold: (kind: ToldBy, contact: string) => Promise<unknown>;
}
export function TellCard({ t, list, facts, with: telling, mayWrite, onTold }: Props) {
  const [copied, setCopied] = useState(false);
  const [busy, setBusy] = useState(false);
  const { model, programme, users, me, now } = telling;
  const ready = prepareMessage(list, facts, segmentKeys(facts, model, programme, now), now, writerFor(t, facts, users, me));
  const { person, text, subject, language, missing } = ready;
  const { doNotContact, channel } = facts.profile;
  const told = async (kind: ToldBy) => {
    setBusy(true);
    await onTold(kind, person?.id ?? '');
    setBusy(false);
  };
  return (
    <div class="tell">
      {doNotContact && <p class="problem">{t('learnt.do-not-contact')}</p>}
      <p class="sub">
        {person === null ? (
          t('outreach.nobody')
        ) : (
          <>
            <bdi>{person.name}</bdi> {person.email && <bdi dir="ltr">{person.email}</bdi>}
          </>
        )}
        {channel && `${languageOf(t.locale.language).glue.parts}${t('outreach.channel', { channel: { text: t(`channel.${channel}`) } })}`}
      </p>
      <div class="preview" dir={languageOf(language).direction} lang={language}>
        <b>{subject}</b>
        <p>{text}</p>
      </div>
      <MissingFields t={t} missing={missing} />
      <div class="does">
        <button
          type="button"
          class="btn sec-b"
          data-do="copy"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t(copied ? 'outreach.copied' : 'outreach.copy')}
        </button>
        {person?.email && (
          <a class="btn sec-b" data-do="mail" href={mailto(person.email, ready)}>
            {t('outreach.mail')}
          </a>
        )}
        {mayWrite && (
          <fieldset class="told-by">
            <legend class="sub">{t('outreach.tick')}</legend>
            {TOLD_BY.map((kind) => (
              <button key={kind} type="button" class="btn sec-b" data-told={kind} disabled={busy} onClick={() => void told(kind)}>
                {t(`outreach.by.${kind}`)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
    </div>
  );
}

/** Lines in it end as mail programs want them. */
const mailto = (address: string, { subject, text }: Prepared): string =>
  `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replace(/\n/g, '\r\n'))}`;
