/** Who the customer is, and to whom it belongs. Attributes that an event leaves out stay as they were. */
import type { Attributes } from '../../event';
import type { FactKind } from '../fact-kind';
import type { Facts, LearntFacts } from '../facts';

/** More domains than that are no company's; the alphabetically last are not kept. */
const MOST_DOMAINS = 100;

export const kind: FactKind = {
  id: 'profile',
  reads: ['customer.profile', 'customer.owner', 'customer.lost', 'customer.kept', 'domain.set', 'purchase', 'contract.set'],
  apply(draft, event) {
    const profile = draft.profile;
    switch (event.type) {
      case 'customer.profile': {
        const { name, segment, since, value, language, url, joined_club } = event.data;
        draft.profile = {
          ...profile,
          name: name ?? profile.name,
          segment: segment ?? profile.segment,
          since: since ?? profile.since,
          value: value ? { amount: value.amount, currency: value.currency } : profile.value,
          language: language ?? profile.language,
          url: url ?? profile.url,
          joinedClub: joined_club ?? profile.joinedClub,
        };
        learn(draft.profile, event.data);
        if (event.data.check_months === 0) delete draft.profile.checkMonths;
        else if (event.data.check_months !== undefined) draft.profile.checkMonths = event.data.check_months;
        return;
      }
      case 'customer.owner':
        draft.owner = {
          user: event.data.owner ?? '',
          // Since when it is the same person: who hands over and back begins anew.
          since: draft.owner.user === (event.data.owner ?? '') && draft.owner.since !== undefined ? draft.owner.since : event.at,
          cover: [...new Set(event.data.cover ?? [])].sort(),
          ...(event.data.cover_until === undefined ? {} : { until: event.data.cover_until }),
        };
        return;
      case 'customer.lost':
        // Said once more while they are gone, it tells more of the same loss: the day stays.
        profile.lostReason = event.data.reason ?? (profile.lostAt === null ? '' : profile.lostReason);
        profile.lostAt ??= event.at;
        return;
      case 'customer.kept':
        comeBack(draft, event.at);
        return;
      case 'domain.set': {
        const others = draft.domains.filter((domain) => domain !== event.data.domain);
        draft.domains = event.data.removed ? others : [...others, event.data.domain].sort().slice(0, MOST_DOMAINS);
        return;
      }
      case 'purchase':
        if (!event.data.refund) comeBack(draft, event.at);
        return;
      case 'contract.set':
        comeBack(draft, event.at);
    }
  },
};

/** Takes in what was learnt; what is empty takes it back. */
function learn(profile: LearntFacts, data: Attributes<'customer.profile'>) {
  const { interests, business, goals, channel, hours, do_not_contact, links, technical, backup, cost } = data;
  const said = { interests, business, goals, channel, hours, links, doNotContact: do_not_contact, technical, backup, cost };
  for (const [key, value] of Object.entries(said)) {
    if (value === undefined) continue;
    if (value === '' || value === null || value === false || (Array.isArray(value) && value.length === 0))
      delete profile[key as keyof LearntFacts];
    else Object.assign(profile, { [key]: Array.isArray(value) ? [...value] : value });
  }
}

/** Who buys again, or signs again, after having left has come back. */
function comeBack(draft: Facts, at: number): void {
  const { lostAt } = draft.profile;
  if (lostAt === null || at <= lostAt) return;
  draft.profile.lostAt = null;
  draft.profile.lostReason = '';
}
