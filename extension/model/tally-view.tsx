import type { DraftTally } from '../../shared/api/model-answers';
import { signalName } from '../../shared/health/document-words';
import { TALLY_BANDS } from '../../shared/health/draft-tally';
import type { Translate } from '../../shared/i18n/t';

/** What a tried draft does to the book: who changes band, the largest changes, the signals. */
export function TallyView({ t, tally, total }: { t: Translate; tally: DraftTally; total: number }) {
  const mean = tally.shown === 0 ? 0 : Math.round((tally.points / tally.shown) * 10) / 10;
  const bands = TALLY_BANDS.filter((_, i) => tally.bands[i]?.some((n) => n > 0) || tally.bands.some((row) => (row[i] ?? 0) > 0));
  const cell = (from: number, to: number): number => tally.bands[from]?.[to] ?? 0;
  const signals = Object.entries(tally.signals).sort(([, a], [, b]) => b.opens + b.closes - a.opens - a.closes);
  return (
    <div class="tally">
      <p class="headline">
        <b>{t('model.tried.changed', { n: tally.changed })}</b> <span class="sub">{t('model.tried.of', { n: total })}</span>
      </p>
      <p class="sub">{t('model.tried.mean', { points: { signed: mean }, n: tally.shown })}</p>
      <table class="matrix">
        <caption class="sub">{t('model.matrix')}</caption>
        <thead>
          <tr>
            <td />
            {bands.map((band) => (
              <th key={band} scope="col">
                {t(`band.${band}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map((from) => (
            <tr key={from}>
              <th scope="row">{t(`band.${from}`)}</th>
              {bands.map((to) => {
                const n = cell(TALLY_BANDS.indexOf(from), TALLY_BANDS.indexOf(to));
                return (
                  <td key={to} class={from === to ? 'stays' : n === 0 ? 'none' : 'moves'}>
                    {n === 0 ? '–' : t.say('{n}', { n })}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('model.largest')}</h3>
      {tally.largest.length === 0 ? (
        <p class="sub">{t('model.largest.none')}</p>
      ) : (
        <table class="largest">
          <thead>
            <tr>
              <th scope="col">{t('model.largest.customer')}</th>
              <th scope="col">{t('model.largest.now')}</th>
              <th scope="col">{t('model.largest.then')}</th>
              <th scope="col">{t('model.largest.points')}</th>
            </tr>
          </thead>
          <tbody>
            {tally.largest.map(({ id, name, from, to }) => (
              <tr key={id}>
                <td>
                  <a href={`/customers.html#/c/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
                    <bdi>{name}</bdi>
                  </a>
                </td>
                <td title={t(`band.${from.band}`)}>{t.say('{n}', { n: from.score })}</td>
                <td title={t(`band.${to.band}`)}>
                  {t.say('{n}', { n: to.score })}
                  {to.band !== from.band && <span class={`band ${to.band}`}>{t(`band.${to.band}`)}</span>}
                </td>
                <td class={to.score < from.score ? 'down' : 'up'}>{t.say('{n}', { n: { signed: to.score - from.score } })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('model.signals')}</h3>
      {signals.length === 0 ? (
        <p class="sub">{t('model.signals.none')}</p>
      ) : (
        <table class="largest">
          <thead>
            <tr>
              <td />
              <th scope="col">{t('model.signals.opens')}</th>
              <th scope="col">{t('model.signals.closes')}</th>
            </tr>
          </thead>
          <tbody>
            {signals.map(([id, { opens, closes }]) => (
              <tr key={id}>
                <th scope="row">{signalName(t, id)}</th>
                <td>{t.say('{n}', { n: opens })}</td>
                <td>{t.say('{n}', { n: closes })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
