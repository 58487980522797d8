/** Who the customer is, and to whom it belongs. Attributes that an event leaves out stay as they were. */
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

/** More domains than that are no company's; the alphabetically last are not kept. */
const MOST_DOMAINS = 100;

export const kind: FactKind = {
  id: 'profile',
  reads: ['customer.profile', 'customer.owner', 'customer.lost', 'domain.set', 'purchase', 'contract.set'],
  apply(draft, event) {
    const profile = draft.profile;
    switch (event.type) {
      case 'customer.profile': {
        const { name, segment, since, value, language, url, joined_club } = event.data;
        draft.profile = {
          name: name ?? profile.name,
          segment: segment ?? profile.segment,
          since: since ?? profile.since,
          value: value ? { amount: value.amount, currency: value.currency } : profile.value,
          language: language ?? profile.language,
          url: url ?? profile.url,
          joinedClub: joined_club ?? profile.joinedClub,
          lostAt: profile.lostAt,
          lostReason: profile.lostReason,
        };
        return;
      }
      case 'customer.owner':
        draft.owner = { user: event.data.owner ?? '', cover: [...new Set(event.data.cover ?? [])].sort() };
        return;
      case 'customer.lost':
        profile.lostAt = event.at;
        profile.lostReason = event.data.reason ?? '';
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

/** Who buys again, or signs again, after having left has come back. */
function comeBack(draft: Facts, at: number): void {
  const { lostAt } = draft.profile;
  if (lostAt === null || at <= lostAt) return;
  draft.profile.lostAt = null;
  draft.profile.lostReason = '';
}
