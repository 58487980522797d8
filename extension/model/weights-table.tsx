import { useState } from 'preact/hooks';
import { FEEDS, type Feed } from '../../shared/event-entry';
import { EVERYONE, type ModelDocument } from '../../shared/health/model-document';
import { type FormProps, faultAt, NumberField } from './field';
import type { Draft } from './use-draft';

/** The weights: a row for each factor, a column for each segment, and under each column its sum. */
export function WeightsTable({ draft, fed, ...form }: FormProps & { draft: Draft; fed: readonly Feed[] }) {
  const { t, readOnly } = form;
  const { weights } = draft.document;
  const segments = Object.keys(weights);
  const [name, setName] = useState('');
  const add = () => {
    const segment = name.trim();
    if (segment === '' || segments.includes(segment)) return;
    draft.edit(({ weights: rows }) => {
      rows[segment] = { ...(rows[EVERYONE] as ModelDocument['weights'][string]) };
    });
    setName('');
  };
  return (
    <section>
      <h2>{t('model.part.weights')}</h2>
      <p class="sub">{t('model.help.weights')}</p>
      <div class="scroll">
        <table class="weights">
          <thead>
            <tr>
              <th scope="col" class="segment">
                {t('model.factor')}
              </th>
              {segments.map((segment) => (
                <th key={segment} scope="col" class="segment">
                  <bdi>{segment === EVERYONE ? t('model.everyone') : segment}</bdi>
                  {segment !== EVERYONE && !readOnly && (
                    <button
                      type="button"
                      class="btn txt"
                      aria-label={t('model.segment.remove', { name: { name: segment } })}
                      onClick={() => draft.edit(({ weights: rows }) => Reflect.deleteProperty(rows, segment))}
                    >
                      ×
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FEEDS.map((feed) => (
              <tr key={feed}>
                <th scope="row" class="factor">
                  {t(`factor.${feed}.name`)} {!fed.includes(feed) && <span class="sub">{t('model.unfed')}</span>}
                </th>
                {segments.map((segment) => (
                  <td key={segment}>
                    <NumberField
                      {...form}
                      label={`${t(`factor.${feed}.name`)}, ${segment === EVERYONE ? t('model.everyone') : segment}`}
                      shown={false}
                      path={['weights', segment, feed]}
                      value={weights[segment]?.[feed] ?? 0}
                      onChange={(value) =>
                        draft.edit(({ weights: rows }) => {
                          (rows[segment] as ModelDocument['weights'][string])[feed] = value;
                        })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('model.sum')}</th>
              {segments.map((segment) => (
                <td key={segment} aria-live="polite">
                  <Sum {...form} row={weights[segment]} fault={faultAt(form, ['weights', segment])} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {FEEDS.some((feed) => !fed.includes(feed)) && <p class="sub">{t('model.unfed.help')}</p>}
      {!readOnly && (
        <form
          class="line"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <label>
            <span class="sub">{t('model.segment.name')}</span>
            <input type="text" dir="auto" maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          </label>
          <button type="submit" class="btn sec-b" disabled={name.trim() === ''}>
            {t('model.segment.add')}
          </button>
          <span class="sub">{t('model.segment.help')}</span>
        </form>
      )}
    </section>
  );
}

function Sum({ t, row, fault }: Pick<FormProps, 't'> & { row: ModelDocument['weights'][string] | undefined; fault: string }) {
  const sum = FEEDS.reduce((total, feed) => total + (row?.[feed] ?? 0), 0);
  const off = sum - 100;
  return (
    <span class={off === 0 ? 'sum' : 'sum wrong'} title={fault}>
      <b dir="ltr">{Number.isNaN(sum) ? '–' : t.say('{n}', { n: sum })}</b>
      {off !== 0 && !Number.isNaN(off) && (
        <span class="problem">{t(off > 0 ? 'model.sum.over' : 'model.sum.under', { n: Math.abs(off) })}</span>
      )}
    </span>
  );
}
