/** The work on one customer, as sections of its page: what is due, plays, the review, contracts, the beginning, promises, problems, and a loss. */
import { useState } from 'preact/hooks';
import type { DueAsks } from '../../shared/cadence/computed-due';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { UndoBar } from '../popup/undo-bar';
import { Agreements } from '../work/agreements';
import { Channels } from '../work/channels';
import { DueList } from '../work/due-list';
import { Issues } from '../work/issues';
import { LossFacts, LossForm } from '../work/loss-form';
import { AnyPlay, PlayRuns } from '../work/plays';
import { Promises } from '../work/promises';
import { Review } from '../work/review';
import { Start } from '../work/start';
import { useWork } from '../work/use-work';
import { Section } from './shown';

export function WorkSections({ t, customer }: { t: Translate; customer: string }) {
  const [undoable, setUndoable] = useState<{ id: string; text: string } | null>(null);
  const [version, setVersion] = useState(0);
  const [asked, setAsked] = useState<DueAsks | null>(null);
  const work = useWork(t, customer, version, (id, text) => setUndoable({ id, text }));
  if (work === null) return null;
  const undo = async (id: string) => {
    await ask('note.undo', { id });
    setUndoable(null);
    setVersion(version + 1);
  };
  const { facts, view } = work;
  return (
    <>
      {work.problem !== '' && (
        <p class="problem" role="alert">
          {work.problem}
        </p>
      )}
      <div class="two work-on">
        <Section title={t('work.due')}>
          <DueList work={work} onOpen={setAsked} />
        </Section>
        <Section title={t('play.title')}>
          {facts.plays.length === 0 && <p class="sub">{t('play.none')}</p>}
          <PlayRuns work={work} />
          {view.mayWrite && <AnyPlay work={work} />}
        </Section>
        <Section title={t('agreement.section')}>
          <Agreements work={work} />
        </Section>
        <Section title={t('review.section')}>
          <Review key={`review ${asked === 'review'}`} work={work} open={asked === 'review'} />
        </Section>
        <Section title={t('setup.section')}>
          <Start work={work} />
        </Section>
        <Section title={t('promise.section')}>
          <Promises work={work} />
        </Section>
        <Section title={t('issue.section')}>
          <Issues work={work} />
        </Section>
        <Section title={t('channel.section')}>
          <Channels work={work} />
        </Section>
        <Section title={t('loss.section')}>
          <LossFacts work={work} />
          {view.mayWrite && <LossForm work={work} asked={asked === 'loss'} />}
        </Section>
      </div>
      {undoable && (
        <UndoBar key={undoable.id} t={t} text={undoable.text} onEnd={() => setUndoable(null)} onUndo={() => void undo(undoable.id)} />
      )}
    </>
  );
}
