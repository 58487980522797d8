import type { CustomerCard, ViewGroup } from '../../shared/present/card-view';
import { Section } from './shown';

/** The groups of the card's details with these ids, as sections; those that have nothing to say are not there. */
export function GroupsOf({ view, ids }: { view: CustomerCard; ids: readonly ViewGroup['id'][] }) {
  const found = ids.flatMap((id) => view.details.groups.find((group) => group.id === id) ?? []);
  return (
    <>
      {found.map((group) => (
        <Section key={group.id} title={group.title} {...(group.sub === undefined ? {} : { help: group.sub })}>
          <ul class="facts">
            {group.rows.map((row) => (
              <li key={row.text}>
                <span class="grow">{row.text}</span>
                <span class={row.tone ?? 'sub'}>{row.shown}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
