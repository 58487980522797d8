/** Gathers from the stores what the views are made of, and has `shared/present` word them. */
import { NOTE_KINDS } from '../../shared/attributes';
import { type Look, lookAt } from '../../shared/health/explain';
import { FORMULA } from '../../shared/health/model';
import { health } from '../../shared/health/score';
import { inDays } from '../../shared/i18n/ages';
import { translator } from '../../shared/i18n/t';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { withUnitsKept } from '../../shared/present/keep-units';
import { presentLookAlike } from '../../shared/present/look-alike';
import { present } from '../../shared/present/present';
import { presentAsk } from '../../shared/present/present-ask';
import { askBadge, presentBadge } from '../../shared/present/present-badge';
import { presentState } from '../../shared/present/present-state';
import { capitalised } from '../../shared/present/signal-words';
import type { NoteKind } from '../protocol';
import { LATER } from './acts';
import type { Book } from './book';
import type { ConnectionStore } from './connection';
import type { Looks } from './looks';
import type { Outbox } from './outbox';
import { withPending } from './pending';
import { readSettings } from './settings';
import type { TabState } from './tabs';
import type { Views } from './views';

type ActKind = NonNullable<TabState['logged']>['kind'];
const isNote = (kind: ActKind): kind is NoteKind => (NOTE_KINDS as readonly string[]).includes(kind);

export interface ViewParts {
  book: Book;
  connection: ConnectionStore;
  outbox: Outbox;
  looks: Looks<Look>;
  /** Device clock, epoch ms. */
  now(): number;
  online(): boolean;
}

/** Opens the views over the stores. Times shown are by the Worker's clock as measured at the last sync. */
export function openViews({ book, connection, outbox, looks, now, online }: ViewParts): Views {
  const locale = async () => (await readSettings()).locale;
  return {
    async customer(customer, { match, tab, logged, reading, heard }) {
      const [stored, model, programme, { segments }, { lists }, users, link, words, look, visible] = await Promise.all([
        book.record(customer),
        book.model(),
        book.programme(),
        book.segments(),
        book.outreach(),
        book.users(),
        connection.read(),
        locale(),
        looks.base(customer, tab),
        outbox.visible(),
      ]);
      if (stored === null) return presentState((await book.isFilled()) ? 'no-access' : 'filling', words);
      if (model === null) return presentState('stale', words);
      const record = withPending(stored, visible);
      const at = now() + link.offset;
      const before = look !== null && look.model !== model.version ? await book.earlierModel(look.model) : null;
      const t = translator(words, at);
      const undo =
        logged === null || logged.until <= now()
          ? null
          : logged.kind === 'later'
            ? t('card.undo.later', { when: { text: inDays(t, at + LATER, at) } })
            : isNote(logged.kind)
              ? t(`card.undo.${logged.kind}`)
              : t('raise.saved', { what: { text: capitalised(t(`remark.${logged.kind}`)) } });
      return withUnitsKept(
        present({
          record,
          model,
          programme: programme ?? defaultProgramme(),
          segments,
          outreach: lists,
          now: at,
          locale: words,
          look,
          before,
          users,
          match: match === null ? null : { how: match.how, contact: match.contact, address: match.address },
          freshness: {
            syncedAt: link.syncedAt === null ? null : link.syncedAt + link.offset,
            offline: !online(),
            reachable: link.reachable,
            waiting: visible.filter(({ item, state, attempts }) => item.type !== 'mail' && (state === 'refused' || attempts > 0)).length,
            updateNeeded: link.updateNeeded,
          },
          ...(undo === null ? {} : { undo: { text: undo } }),
          ...(heard === undefined ? {} : { heard }),
          ...(reading === null ? {} : { reading }),
        }),
      );
    },
    async ask(match) {
      const [users, { user }, words] = await Promise.all([book.users(), connection.read(), locale()]);
      const candidates = await Promise.all(
        match.candidates.map(async (customer) => {
          const facts = (await book.record(customer))?.facts;
          const owner = facts?.owner.user ?? '';
          return { customer, name: facts?.profile.name || customer, owner: users[owner] ?? owner, yours: owner !== '' && owner === user };
        }),
      );
      return presentAsk(candidates, match.domain, words);
    },
    async lookAlike(match, senderName) {
      const [record, words] = await Promise.all([book.record(match.customer), locale()]);
      const customer = record?.facts.profile.name || match.customer;
      return presentLookAlike(match, { sender: senderName, customer }, words);
    },
    state: async (code, args) => presentState(code, await locale(), args),
    async elsewhere({ state, owner }) {
      const [users, words] = await Promise.all([book.users(), locale()]);
      if (state === 'filling') return presentState('filling', words);
      if (state === 'offline') return presentState('known-offline', words);
      const name = users[owner] ?? '';
      return name === '' ? presentState('no-access', words) : presentState('not-yours', words, { name: { name } });
    },
    async badges(customers) {
      const [model, link, words] = await Promise.all([book.model(), connection.read(), locale()]);
      if (model === null) return new Map();
      const records = await Promise.all(customers.map((customer) => book.record(customer)));
      const at = now() + link.offset;
      return new Map(records.flatMap((record) => (record === null ? [] : [[record.id, presentBadge(record, model, at, words)] as const])));
    },
    askBadge,
    async look(customer) {
      const [record, model, link] = await Promise.all([book.record(customer), book.model(), connection.read()]);
      if (record === null || model === null || model.formula !== FORMULA) return null;
      const at = now() + link.offset;
      return lookAt(health(record.facts, model, at), model, at);
    },
    async touchTitle(customer) {
      const [record, words] = await Promise.all([book.record(customer), locale()]);
      return translator(words)('task.keep-in-touch', { name: { name: record?.facts.profile.name || customer } });
    },
    async actTitle(kind) {
      const t = translator(await locale());
      return kind === 'later' ? t('card.later') : isNote(kind) ? t(`kind.${kind}`) : capitalised(t(`remark.${kind}`));
    },
  };
}
