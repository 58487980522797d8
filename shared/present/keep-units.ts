/** A number and what it counts never stand on two lines: where the card wraps text, the space between them does not break. */
import type { CustomerCard } from './card-view';

/** "58 d left" with a space after 58 at which no line ends. */
export const keepUnits = (text: string): string => text.replace(/(\p{Nd}) (?=\p{L})/gu, '$1\u00a0');

/** The same for everything on a card that may take more than one line; names and what stands in one line stay as they are. */
export function withUnitsKept(card: CustomerCard): CustomerCard {
  const { details, act } = card;
  const { loyalty } = details;
  const evidence = <T extends { evidence: string }>(row: T): T => ({ ...row, evidence: keepUnits(row.evidence) });
  return {
    ...card,
    sentence: keepUnits(card.sentence),
    signals: card.signals.map(evidence),
    lines: card.lines.map(evidence),
    notices: card.notices.map((notice) => ({ ...notice, text: keepUnits(notice.text) })),
    act: act && { ...act, title: keepUnits(act.title), why: keepUnits(act.why) },
    details: {
      ...details,
      edges: keepUnits(details.edges),
      groups: details.groups.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, text: keepUnits(row.text) })) })),
      loyalty: loyalty && {
        ...loyalty,
        progress: keepUnits(loyalty.progress),
        keep: keepUnits(loyalty.keep),
        why: loyalty.why.map(keepUnits),
      },
    },
  };
}
