import { useState } from 'preact/hooks';
import { EVERYONE } from '../../shared/health/model-document';
import { weekdayName, weekOf } from '../../shared/i18n/week';
import { type FormProps, faultAt, NumberField } from './field';
import type { Draft } from './use-draft';

/** Bands, coverage, half-lives, usual contact, days off: the numbers that are not weights and not thresholds. */
export function NumbersSection({ draft, ...form }: FormProps & { draft: Draft }) {
  const { t, readOnly } = form;
  const { bands, minCoverage, horizon } = draft.document;
  return (
    <>
      <section>
        <h2>{t('model.part.bands')}</h2>
        <p class="sub">{t('model.help.bands')}</p>
        <div class="numbers">
          {(['healthy', 'watch'] as const).map((band) => (
            <NumberField
              key={band}
              {...form}
              label={t(`band.${band}`)}
              path={['bands', band]}
              value={bands[band]}
              onChange={(value) =>
                draft.edit((document) => {
                  document.bands[band] = value;
                })
              }
            />
          ))}
          <NumberField
            {...form}
            label={t('model.part.minCoverage')}
            path={['minCoverage']}
            value={minCoverage}
            percent
            unit={t('model.percent')}
            onChange={(value) =>
              draft.edit((document) => {
                document.minCoverage = value;
              })
            }
          />
        </div>
        <p class="sub">{t('model.help.minCoverage')}</p>
      </section>
      <section>
        <h2>{t('model.part.horizon')}</h2>
        <p class="sub">{t('model.help.horizon')}</p>
        <div class="numbers">
          {(['purchases', 'usage'] as const).map((kind) => (
            <NumberField
              key={kind}
              {...form}
              label={t(`factor.${kind}.name`)}
              path={['horizon', kind]}
              value={horizon[kind]}
              unit={t('model.days')}
              onChange={(value) =>
                draft.edit((document) => {
                  document.horizon[kind] = value;
                })
              }
            />
          ))}
        </div>
        <label class="switch">
          <input
            type="checkbox"
            checked={draft.document.money}
            disabled={readOnly}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              draft.edit((document) => {
                document.money = checked;
              });
            }}
          />
          <span>{t('model.part.money')}</span>
        </label>
        <details>
          <summary>{t('model.part.knots')}</summary>
          <Knots draft={draft} {...form} />
        </details>
      </section>
      <section>
        <h2>{t('model.part.cadence')}</h2>
        <p class="sub">{t('model.help.cadence')}</p>
        <Cadence draft={draft} {...form} />
        <h3>{t('model.part.restDays')}</h3>
        <p class="sub">{t('model.help.restDays')}</p>
        <RestDays draft={draft} {...form} />
      </section>
    </>
  );
}

function Knots({ draft, ...form }: FormProps & { draft: Draft }) {
  const { t } = form;
  const fault = faultAt(form, ['knots']);
  return (
    <>
      <p class="sub">{t('model.help.knots')}</p>
      <div class="knots">
        {draft.document.knots.map((knot, i) =>
          (['place', 'loss'] as const).map((end, j) => (
            <NumberField
              key={`${i}-${end}`}
              {...form}
              label={t(`model.knot.${end}`, { n: i + 1 })}
              path={['knots', String(i), String(j)]}
              value={knot[j] ?? 0}
              percent
              onChange={(value) =>
                draft.edit(({ knots }) => {
                  (knots[i] as [number, number])[j] = value;
                })
              }
            />
          )),
        )}
      </div>
      {fault && <p class="problem">{fault}</p>}
    </>
  );
}

function Cadence({ draft, ...form }: FormProps & { draft: Draft }) {
  const { t, readOnly } = form;
  const [name, setName] = useState('');
  const rows = Object.entries(draft.document.cadence);
  return (
    <>
      <div class="numbers">
        {rows.map(([who, days]) => (
          <span key={who} class="line">
            <NumberField
              {...form}
              label={who === EVERYONE ? t('model.everyone') : who}
              path={['cadence', who]}
              value={days}
              unit={t('model.days')}
              onChange={(value) =>
                draft.edit(({ cadence }) => {
                  cadence[who] = value;
                })
              }
            />
            {who !== EVERYONE && !readOnly && (
              <button
                type="button"
                class="btn txt"
                aria-label={t('model.segment.remove', { name: { name: who } })}
                onClick={() => draft.edit(({ cadence }) => Reflect.deleteProperty(cadence, who))}
              >
                ×
              </button>
            )}
          </span>
        ))}
      </div>
      {!readOnly && (
        <form
          class="line"
          onSubmit={(event) => {
            event.preventDefault();
            const who = name.trim();
            if (who === '' || who in draft.document.cadence) return;
            draft.edit(({ cadence }) => {
              cadence[who] = cadence[EVERYONE] ?? 60;
            });
            setName('');
          }}
        >
          <label>
            <span class="sub">{t('model.segment.name')}</span>
            <input type="text" dir="auto" maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          </label>
          <button type="submit" class="btn sec-b" disabled={name.trim() === ''}>
            {t('model.cadence.add')}
          </button>
        </form>
      )}
    </>
  );
}

function RestDays({ draft, ...form }: FormProps & { draft: Draft }) {
  const { t, readOnly } = form;
  const { restDays } = draft.document;
  const fault = faultAt(form, ['restDays']);
  return (
    <div class="weekdays">
      {weekOf(t.locale).map((number) => (
        <label key={number} class="switch">
          <input
            type="checkbox"
            checked={restDays.includes(number)}
            disabled={readOnly}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              draft.edit((document) => {
                document.restDays = [...document.restDays.filter((rest) => rest !== number), ...(checked ? [number] : [])].sort();
              });
            }}
          />
          <span>{weekdayName(number, t.locale)}</span>
        </label>
      ))}
      {fault && <p class="problem">{fault}</p>}
    </div>
  );
}
