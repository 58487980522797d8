/** What this customer is to be told, one part a list: beside the work on them. */
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { toTell } from '../../shared/outreach/affected';
import type { Work } from '../work/use-work';
import { TellCard, toldNote } from './tell-card';
import './outreach.css';

export function TellPanel({ work }: { work: Work }) {
  const { t, facts, view, now } = work;
  const { model, users, me, mayWrite } = view;
  if (model === null) return null;
  const programme = view.programme ?? defaultProgramme();
  return (
    <>
      {toTell(facts, { model, programme, lists: view.outreach }, now).map((list) => (
        <section key={list.id} class="run tell-one" data-list={list.id}>
          <h3>{t('notice.tell', { title: { name: list.title } })}</h3>
          {list.what !== '' && (
            <p class="sub" dir="auto">
              {list.what}
            </p>
          )}
          <TellCard
            t={t}
            list={list}
            facts={facts}
            with={{ model, programme, users, me, now }}
            mayWrite={mayWrite}
            onTold={(kind, contact) =>
              work.say(t('outreach.told', { title: { name: list.title } }), [{ type: 'note', data: toldNote(list, kind, contact) }])
            }
          />
        </section>
      ))}
    </>
  );
}
