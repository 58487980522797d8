import { useMemo, useState } from 'preact/hooks';
import { fold } from '../../shared/facts/fold';
import { defaultModel } from '../../shared/health/default-model';
import { signalName, thresholdName } from '../../shared/health/document-words';
import type { Translate } from '../../shared/i18n/t';
import { foldText } from '../../shared/matching/fold-text';
import { signalWords } from '../../shared/present/signal-words';
import { SIGNALS } from '../../shared/signals/registry';
import type { Signal } from '../../shared/signals/signal';
import { type FormProps, NumberField } from './field';
import type { Draft } from './use-draft';

/** The thresholds, grouped by their signal, each group with a sentence that the signal would say. */
export function ThresholdList({ draft, ...form }: FormProps & { draft: Draft }) {
  const { t } = form;
  const [wanted, setWanted] = useState('');
  const sentences = useMemo(() => new Map(SIGNALS.map((signal) => [signal.id, sentenceOf(t, signal)])), [t.locale]);
  const { thresholds } = draft.document;
  const shown = SIGNALS.filter(
    ({ id }) => thresholds[id] && foldText(`${signalName(t, id)} ${id} ${sentences.get(id)}`).includes(foldText(wanted)),
  );
  return (
    <section>
      <h2>{t('model.part.thresholds')}</h2>
      <p class="sub">{t('model.help.thresholds')}</p>
      <label>
        <span class="sub">{t('model.find')}</span>
        <input type="search" dir="auto" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      {shown.length === 0 && <p class="sub">{t('model.find.none')}</p>}
      <ul class="signals">
        {shown.map((signal) => {
          const own = thresholds[signal.id] ?? {};
          const changed = Object.entries(own).filter(([name, value]) => signal.thresholds[name] !== value).length;
          const wrong = form.problems.some(({ path }) => path[0] === 'thresholds' && path[1] === signal.id);
          return (
            <li key={signal.id}>
              <details open={wrong || undefined}>
                <summary>
                  <b>{capital(signalName(t, signal.id))}</b> {changed > 0 && <span class="chip">{t('model.changed', { n: changed })}</span>}
                  <span class="sub said">{sentences.get(signal.id)}</span>
                </summary>
                <div class="numbers">
                  {Object.entries(own).map(([name, value]) => (
                    <NumberField
                      key={name}
                      {...form}
                      label={capital(thresholdName(t, name))}
                      path={['thresholds', signal.id, name]}
                      value={value}
                      unit={signal.thresholds[name] === value ? '' : t('model.usual', { n: signal.thresholds[name] ?? 0 })}
                      onChange={(given) =>
                        draft.edit((document) => {
                          (document.thresholds[signal.id] as Record<string, number>)[name] = given;
                        })
                      }
                    />
                  ))}
                </div>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What the signal says of the customer of its own first example. */
function sentenceOf(t: Translate, signal: Signal): string {
  const example = signal.examples.find(({ fires }) => fires);
  const reading = example && signal.evaluate(fold(example.events), defaultModel(0), example.now);
  return reading ? signalWords(t, signal, 'text', reading.args, reading.variant) : '';
}
