import { age } from '../../shared/i18n/ages';
import type { Translate } from '../../shared/i18n/t';
import { channelWarning } from '../../shared/notes/known';
import type { LogContext, NoteDetail, NoteKind } from '../log-protocol';
import { openCustomers } from '../own-page/open-customers';

interface LogWarningsProps {
  t: Translate;
  context: LogContext;
  kind: NoteKind;
  detail: NoteDetail;
  onChange: (part: NoteDetail) => void;
}
/** What speaks against this note, and what is worth asking while one talks to them: each a line, none of them in the way. */
export function LogWarnings({ t, context, kind, detail, onChange }: LogWarningsProps) {
  const { first, facts, users, now, askWhyStay } = context;
  const channel = channelWarning(facts.profile, kind, detail.direction);
  const { profile } = facts;
  const who = first === null ? '' : (users[first.by] ?? '');
  return (
    <>
      {first && (
        <p class="sub warn" role="status" data-warns="again">
          {who === ''
            ? t('note.again', { age: { text: age(t, first.at, now) } })
            : t('note.again.who', { name: { name: who }, age: { text: age(t, first.at, now) } })}{' '}
          <button type="button" class="btn txt" onClick={() => void openCustomers(facts.customer, first.id)}>
            {t('note.again.open')}
          </button>
        </p>
      )}
      {channel !== null && (
        <p class="sub warn" role="status" data-warns="channel">
          {channel === 'none' || profile.channel === undefined
            ? t('note.channel.none')
            : t('note.channel.differs', { channel: { text: t(`channel.${profile.channel}`) } })}{' '}
          {profile.hours && <bdi>{profile.hours}</bdi>}
        </p>
      )}
      {askWhyStay && detail.about !== 'why-stay' && (
        <p class="sub ask">
          {t('note.why-stay')}{' '}
          <button type="button" class="btn txt" onClick={() => onChange({ about: 'why-stay' })}>
            {t('note.why-stay.note')}
          </button>
        </p>
      )}
    </>
  );
}
