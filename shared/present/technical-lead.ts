import type { Facts } from '../facts/facts';
import type { Translate } from '../i18n/t';

/** Warnings of a problem that comes again or stays: they need somebody who knows the technology. */
const CHRONIC = ['repeated-problem', 'issue-without-workaround', 'issue-overdue'];

/** Of a chronic problem who of ours mends it, or that somebody is to be named; '' for every other warning. */
export function technicalLead(t: Translate, signal: string, facts: Facts, users: Record<string, string>): string {
  if (!CHRONIC.includes(signal)) return '';
  const { technical } = facts.profile;
  return technical === undefined ? t('issue.technical.none') : t('issue.technical', { name: { name: users[technical] ?? technical } });
}
