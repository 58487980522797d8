import type { Translate } from '../../shared/i18n/t';
import type { PopupState } from '../protocol';

/** Where no customer is chosen: what the open message has to do with it, or how one is chosen; and the way to why there is no card. */
export function Hint({ t, state, onWhy }: { t: Translate; state: PopupState; onWhy: () => void }) {
  const { said, stranger } = state;
  return (
    <p class="hint">
      {said && <b>{said.title}</b>}
      {said ? said.text : stranger ? t('stranger.choose', { address: { id: stranger.address } }) : howToChoose(t, state)}{' '}
      <button type="button" class="btn txt" onClick={onWhy}>
        {t('why.title')}
      </button>
    </p>
  );
}

function howToChoose(t: Translate, { connection, today }: PopupState): string {
  if (connection.customers === 0) return t(connection.syncedAt === null ? 'state.filling.text' : 'popup.book.empty');
  return t(today.length === 0 ? 'popup.log.search' : 'popup.log.choose');
}
