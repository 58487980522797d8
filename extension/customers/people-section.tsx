import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { KnownPanel, knownCount } from '../memory/known-panel';
import { Section } from './shown';
import { useAsk } from './use-ask';

/** The people of a customer and what was learnt of them; shows what was said here even before the Worker has it. */
export function PeopleSection({ t, customer, role }: { t: Translate; customer: string; role: string }) {
  const [saved, setSaved] = useState(0);
  const { value: context } = useAsk('log.context', { customer }, `${customer} ${saved}`);
  const [said, setSaid] = useState('');
  if (!context) return null;
  return (
    <Section title={t('known.title')} help={knownCount(t, context)}>
      <KnownPanel
        t={t}
        context={context}
        contact=""
        mayWrite={role !== 'viewer'}
        newest={false}
        onSaved={(_id, text) => {
          setSaid(text);
          setSaved(saved + 1);
        }}
      />
      <p class="sub" role="status">
        {said}
      </p>
    </Section>
  );
}
