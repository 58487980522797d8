import type { ClubTally } from '../../shared/api/club-answers';
import type { Translate } from '../../shared/i18n/t';
import { tierTitle } from '../../shared/loyalty/club-words';
import { hashOf } from '../customers/route';

/** Who would move, from which tier to which, and how many each tier then has. */
export function MovesView({ t, tally, total }: { t: Translate; tally: ClubTally; total: number }) {
  return (
    <div class="tally">
      <p class="headline">
        <b>{tally.changed === 0 ? t('club.moves.none') : t('club.moves', { n: tally.changed })}</b>{' '}
        <span class="sub">{t('model.tried.of', { n: total })}</span>
      </p>
      {tally.changed > 0 && <p class="sub">{t('club.moves.how', { up: tally.up, down: tally.down })}</p>}
      <Counts t={t} title={t('club.moves.tiers')} counts={tally.tiers} name={(id) => tierTitle(t, id)} />
      <Counts t={t} title={t('club.part.priceGroups')} counts={tally.prices} name={(name) => name} />
      {tally.movers.length > 0 && (
        <>
          <h3>{t('club.moves.who')}</h3>
          {tally.movers.length < tally.changed && <p class="sub">{t('club.moves.first', { n: tally.movers.length })}</p>}
          <table>
            <thead>
              <tr>
                <th scope="col">{t('model.largest.customer')}</th>
                <th scope="col">{t('club.now')}</th>
                <th scope="col">{t('club.then')}</th>
                <th scope="col">{t('club.counted')}</th>
              </tr>
            </thead>
            <tbody>
              {tally.movers.map(({ id, name, step, from, to }) => (
                <tr key={id}>
                  <td>
                    <a href={hashOf({ view: 'customer', customer: id })}>
                      <bdi>{name}</bdi>
                    </a>
                  </td>
                  <td>{tierTitle(t, from.tier)}</td>
                  <td class={step < 0 ? 'down' : step > 0 ? 'up' : ''}>{tierTitle(t, to.tier)}</td>
                  <td>{t.say('{n}', { n: to.earned })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

interface CountsProps {
  t: Translate;
  title: string;
  counts: ClubTally['tiers'];
  name: (id: string) => string;
}
function Counts({ t, title, counts, name }: CountsProps) {
  if (Object.keys(counts).length === 0) return null;
  return (
    <table>
      <caption class="sub">{title}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('club.now')}</th>
          <th scope="col">{t('club.then')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(counts).map(([id, { before, after }]) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{name(id)}</bdi>
            </th>
            <td>{t.say('{n}', { n: before })}</td>
            <td class={before === after ? '' : 'moves'}>{t.say('{n}', { n: after })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
