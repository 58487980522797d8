/** Outreach: the lists with how far each is, one of them to work off, and the form that writes one. */
import { useState } from 'preact/hooks';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import type { OutreachDraft } from '../../shared/outreach/list';
import type { CountedList, OutreachView as View } from '../outreach-protocol';
import { ask } from '../own-page/ask';
import { FactTable } from './fact-table';
import { emptyDraft, OutreachEditor } from './outreach-editor';
import { Progress } from './outreach-progress';
import { OutreachRows } from './outreach-rows';
import { hashOf } from './route';
import { Section, Shown } from './shown';
import { useAsk } from './use-ask';
import '../outreach/outreach.css';

/** `id`: the list that is worked off; '' for all of them. */
export function OutreachView({ t, id }: { t: Translate; id: string }) {
  const asked = useAsk('outreach.read', {}, 'outreach');
  const [edited, setEdited] = useState<OutreachDraft | null>(null);
  const [problem, setProblem] = useState('');
  const save = async (list: OutreachDraft) => {
    const answer = await ask('outreach.save', { list });
    setProblem(answer.ok ? '' : answer.text);
    if (answer.ok) setEdited(null);
    asked.again();
  };
  return (
    <Shown t={t} asked={asked}>
      {(view) => {
        const list = view.lists.find((one) => one.id === id);
        const editor = edited && (
          <OutreachEditor
            key={edited.id}
            t={t}
            draft={edited}
            segments={view.segments}
            problem={problem}
            onSave={(draft) => void save(draft)}
            onCancel={() => setEdited(null)}
          />
        );
        if (id !== '' && list === undefined) return <p>{t('problem.outreach.unknown')}</p>;
        if (list !== undefined)
          return (
            <>
              <OutreachRows
                t={t}
                view={view}
                list={list}
                onEdit={mayEdit(view, list) ? () => setEdited(draftOf(list)) : null}
                onClose={mayEdit(view, list) ? (closed) => void save({ ...draftOf(list), closed }) : null}
                onTold={asked.again}
              />
              {editor ?? (problem && <Problem text={problem} />)}
            </>
          );
        return (
          <Section title={t('page.tab.outreach')} help={t('outreach.help')}>
            {view.saved && <p class="sub">{t('outreach.saved')}</p>}
            {view.lists.length === 0 ? <p>{t('outreach.none')}</p> : <Lists t={t} view={view} />}
            {mayWrite(view) && edited === null && (
              <button type="button" class="btn pri" data-do="new" onClick={() => setEdited(emptyDraft(t))}>
                {t('outreach.new')}
              </button>
            )}
            {editor ?? (problem && <Problem text={problem} />)}
          </Section>
        );
      }}
    </Shown>
  );
}

const mayWrite = ({ role, saved }: View): boolean => role !== 'viewer' && !saved;
const mayEdit = (view: View, { by }: CountedList): boolean => mayWrite(view) && (view.role !== 'agent' || by === view.me);
/** As it is sent: what the Worker adds is left out. */
const draftOf = ({ by: _by, at: _at, open: _open, told: _told, ...draft }: CountedList): OutreachDraft => draft;

function Lists({ t, view }: { t: Translate; view: View }) {
  const newest = [...view.lists].sort((a, b) => Number(a.closed) - Number(b.closed) || b.at - a.at);
  return (
    <FactTable
      caption={t('page.tab.outreach')}
      columns={[
        { label: t('outreach.title') },
        { label: t('outreach.kind') },
        { label: t('outreach.progress') },
        { label: t('outreach.written') },
      ]}
      rows={newest.map((list) => ({
        key: list.id,
        cells: [
          <a href={hashOf({ view: 'outreach', list: list.id })}>
            <bdi>{list.title}</bdi>
          </a>,
          t(`outreach.kind.${list.kind}`),
          list.closed ? t('outreach.closed') : <Progress t={t} list={list} />,
          <>
            {formatDate(list.at, t.locale, 'short', view.now)} <bdi class="sub">{view.users[list.by] ?? ''}</bdi>
          </>,
        ],
      }))}
    />
  );
}

const Problem = ({ text }: { text: string }) => (
  <p class="problem" role="alert">
    {text}
  </p>
);
