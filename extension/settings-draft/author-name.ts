import type { Translate } from '../../shared/i18n/t';

/** Who published, as people know them: the name of a user, Vafa where a job did, else the id. */
export function authorName(t: Translate, author: string, users: Record<string, string>): string {
  return author === 'vafa' ? t('model.by-itself') : (users[author] ?? author);
}
