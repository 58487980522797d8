/** One list to work off: what happened, how far it is, and a row for each customer with the message and the tick. */
import { useEffect, useState } from 'preact/hooks';
import type { OutreachState } from '../../shared/api/outreach';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import { tierOf } from '../../shared/loyalty/tiers';
import { outreachFact } from '../../shared/outreach/affected';
import type { CustomerRecord } from '../../shared/record';
import { TellCard, type ToldBy, toldNote } from '../outreach/tell-card';
import type { CountedList, OutreachView } from '../outreach-protocol';
import { ask } from '../own-page/ask';
import { OutreachPick } from './outreach-pick';
import { Progress } from './outreach-progress';
import { hashOf } from './route';
import { Section } from './shown';
import { tierName } from './tier-name';

interface Props {
  t: Translate;
  view: OutreachView;
  list: CountedList;
  /** Null for who may not. */
  onEdit: (() => void) | null;
  onClose: ((closed: boolean) => void) | null;
  onTold: () => void;
}
export function OutreachRows({ t, view, list, onEdit, onClose, onTold }: Props) {
  const [state, setState] = useState<OutreachState>('open');
  const [rows, setRows] = useState<{ customers: CustomerRecord[]; cursor: string | null } | null>(null);
  const [problem, setProblem] = useState('');
  /** Told from here: the act that takes it back, by customer. */
  const [done, setDone] = useState<Record<string, { id: string; kind: ToldBy }>>({});
  const mayTell = view.role !== 'viewer';
  const load = async (cursor: string) => {
    const answer = await ask('outreach.page', { list: list.id, state, cursor });
    setProblem(answer.ok ? '' : answer.text);
    if (answer.ok)
      setRows((before) => ({
        ...answer.value,
        customers: [...(cursor === '' ? [] : (before?.customers ?? [])), ...answer.value.customers],
      }));
  };
  useEffect(() => {
    setRows(null);
    void load('');
  }, [state]);
  const tell = async (customer: string, kind: ToldBy, contact: string) => {
    const title = t('outreach.told', { title: { name: list.title } });
    const answer = await ask('work.say', { customer, title, events: [{ type: 'note', data: toldNote(list, kind, contact) }] });
    setProblem(answer.ok ? '' : answer.text);
    if (answer.ok) setDone((before) => ({ ...before, [customer]: { id: answer.value.id, kind } }));
  };
  const undo = async (customer: string) => {
    const said = done[customer];
    if (said) await ask('note.undo', { id: said.id });
    setDone(({ [customer]: _, ...rest }) => rest);
  };
  // The bar counts what was said here at once, and is counted anew when the other side is looked at.
  const here = Object.keys(done).length;
  const counted =
    list.open === null || list.told === null ? list : { ...list, open: Math.max(0, list.open - here), told: list.told + here };
  const show = (next: OutreachState) => {
    setDone({});
    onTold();
    setState(next);
  };
  return (
    <>
      <p>
        <a href={hashOf({ view: 'outreach', list: '' })}>{t('outreach.all')}</a>
      </p>
      <Section
        title={list.title}
        help={joinParts(
          t,
          [t(`outreach.kind.${list.kind}`), formatDate(list.at, t.locale, 'short', view.now), view.users[list.by] ?? ''].filter(Boolean),
        )}
      >
        {list.what !== '' && <p dir="auto">{list.what}</p>}
        {list.closed ? <p>{t('outreach.closed')}</p> : <Progress t={t} list={counted} />}
        <p class="sub">{t('outreach.never-sent')}</p>
        <div class="acts">
          {(['open', 'told'] as const).map((one) => (
            <button key={one} type="button" class="btn txt" aria-pressed={one === state} onClick={() => show(one)}>
              {t(`outreach.state.${one}`)}
            </button>
          ))}
          {onEdit && (
            <button type="button" class="btn txt" onClick={onEdit}>
              {t('segment.edit')}
            </button>
          )}
          {onClose && (
            <button type="button" class="btn txt" onClick={() => onClose(!list.closed)}>
              {t(list.closed ? 'outreach.reopen' : 'outreach.close')}
            </button>
          )}
        </div>
        {mayTell && !list.closed && <OutreachPick t={t} list={list.id} onPicked={() => void load('').then(onTold)} />}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {rows === null
          ? problem === '' && <p role="status">{t('page.loading')}</p>
          : rows.customers.length === 0 && <p>{t(`outreach.empty.${state}`)}</p>}
        <ul class="outreach-rows">
          {rows?.customers.map(({ id, facts }) => {
            const said = done[id];
            const fact = outreachFact(facts, list.id);
            return (
              <li key={id} data-customer={id}>
                <p class="who">
                  <b>
                    <a href={hashOf({ view: 'customer', customer: id })}>
                      <bdi>{facts.profile.name || id}</bdi>
                    </a>
                  </b>
                  <span class="sub">{tierName(t, tierOf(facts, view.programme, view.now).tier)}</span>
                  <bdi class="sub">{view.users[facts.owner.user] ?? ''}</bdi>
                </p>
                {said !== undefined ? (
                  <p class="is-told" role="status">
                    {t(`outreach.told.${said.kind}`)}{' '}
                    <button type="button" class="btn txt" onClick={() => void undo(id)}>
                      {t('action.undo')}
                    </button>
                  </p>
                ) : fact?.toldAt != null ? (
                  <p class="sub">
                    {joinParts(t, [
                      t.has(`outreach.told.${fact.how}`) ? t(`outreach.told.${fact.how as ToldBy}`) : t('outreach.state.told'),
                      formatDate(fact.toldAt, t.locale, 'short', view.now),
                    ])}{' '}
                    <bdi>{view.users[fact.by] ?? ''}</bdi>
                  </p>
                ) : (
                  <TellCard
                    t={t}
                    list={list}
                    facts={facts}
                    with={view}
                    mayWrite={mayTell && !list.closed}
                    onTold={(kind, contact) => tell(id, kind, contact)}
                  />
                )}
              </li>
            );
          })}
        </ul>
        {rows?.cursor && (
          <button type="button" class="btn sec-b" onClick={() => void load(rows.cursor ?? '')}>
            {t('outreach.more')}
          </button>
        )}
      </Section>
    </>
  );
}
