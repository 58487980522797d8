import { useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { MOST_SEGMENTS, type Segment } from '../../shared/segments';
import { ask } from '../own-page/ask';
import type { ReportState } from '../report-protocol';
import { FactTable } from './fact-table';
import { filterWords } from './filter-words';
import { hashOf } from './route';
import { SegmentEditor } from './segment-editor';
import { Section, Shown } from './shown';
import { useAsk } from './use-ask';

/** The saved segments with how many customers are in each now; admins and managers change them. */
export function SegmentsView({ t, state }: { t: Translate; state: ReportState }) {
  const asked = useAsk('segments.read', {}, 'segments');
  const [edited, setEdited] = useState<Segment | null>(null);
  const [problem, setProblem] = useState('');
  const [doomed, setDoomed] = useState('');
  const mayEdit = state.role === 'admin' || state.role === 'manager';

  const save = async (segments: Segment[]) => {
    const answer = await ask('segments.save', { version: asked.value?.version ?? 0, segments });
    setProblem(answer.ok ? '' : answer.text);
    if (answer.ok) setEdited(null);
    setDoomed('');
    asked.again();
  };
  const without = (id: string): Segment[] => (asked.value?.segments ?? []).filter((one) => one.id !== id).map(plain);
  return (
    <Section title={t('page.tab.segments')} help={t('segment.help')}>
      <Shown t={t} asked={asked}>
        {({ segments, saved }) => (
          <>
            {saved && <p class="sub">{t('page.saved-copy')}</p>}
            {segments.length === 0 ? (
              <p>{t('segment.none')}</p>
            ) : (
              <FactTable
                caption={t('page.tab.segments')}
                columns={[
                  { label: t('list.segment') },
                  { label: t('segment.rule') },
                  { label: t('report.customers'), number: true },
                  { label: t('segment.change') },
                ]}
                rows={segments.map((segment) => ({
                  key: segment.id,
                  cells: [
                    <a href={hashOf({ view: 'list', segment: segment.id })}>
                      <bdi>{segment.name}</bdi>
                    </a>,
                    filterWords(t, segment.filter, state.users),
                    <b>{formatNumber(segment.count, t.locale)}</b>,
                    mayEdit ? (
                      <span class="acts">
                        <button type="button" class="btn txt" onClick={() => setEdited(plain(segment))}>
                          {t('segment.edit')}
                        </button>
                        {doomed === segment.id ? (
                          <button type="button" class="btn txt problem" onClick={() => void save(without(segment.id))}>
                            {t('segment.delete.sure')}
                          </button>
                        ) : (
                          <button type="button" class="btn txt" onClick={() => setDoomed(segment.id)}>
                            {t('segment.delete')}
                          </button>
                        )}
                      </span>
                    ) : (
                      '–'
                    ),
                  ],
                }))}
              />
            )}
            {problem && edited === null && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            {mayEdit && edited === null && segments.length < MOST_SEGMENTS && (
              <button type="button" class="btn pri" onClick={() => setEdited({ id: crypto.randomUUID(), name: '', filter: {} })}>
                {t('segment.new')}
              </button>
            )}
            {edited && (
              <SegmentEditor
                key={edited.id}
                t={t}
                state={state}
                segment={edited}
                problem={problem}
                onCancel={() => {
                  setEdited(null);
                  setProblem('');
                }}
                onSave={(segment) =>
                  void save(
                    segments.some(({ id }) => id === segment.id)
                      ? segments.map((one) => (one.id === segment.id ? segment : plain(one)))
                      : [...segments.map(plain), segment],
                  )
                }
              />
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}

/** A segment as it is saved, without its count. */
const plain = ({ id, name, filter }: Segment): Segment => ({ id, name, filter });
