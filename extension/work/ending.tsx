/** A contract that is not renewed. With the last one a customer is lost, unless they stay without any: that is said, and a loss has its reason. */
import { useState } from 'preact/hooks';
import type { SaidEvent } from '../../shared/act-types';
import type { ContractFact } from '../../shared/facts/facts';
import { LossFields } from './loss-form';
import type { Work } from './use-work';

export function Ending({ work, contract }: { work: Work; contract: ContractFact }) {
  const { t, facts } = work;
  const [asked, setAsked] = useState(false);
  const isLast = !facts.contracts.some(({ id, endedAt }) => endedAt === null && id !== contract.id);
  const ended: SaidEvent = { type: 'contract.ended', data: { contract: contract.id, renewed: false } };
  const end = () => void work.say(t('renewal.ended'), [ended]);
  if (!asked || !isLast || facts.profile.lostAt !== null)
    return (
      <button
        type="button"
        class="btn txt"
        data-do="end"
        onClick={() => (isLast && facts.profile.lostAt === null ? setAsked(true) : end())}
      >
        {t('renewal.end')}
      </button>
    );
  return (
    <div data-ending={contract.id}>
      <p>{t('renewal.last')}</p>
      <LossFields work={work} open before={[ended]} />
      <div class="does">
        <button type="button" class="btn sec-b" data-do="stays" onClick={end}>
          {t('renewal.stays')}
        </button>
        <button type="button" class="btn txt" data-do="back" onClick={() => setAsked(false)}>
          {t('renewal.not-yet')}
        </button>
      </div>
    </div>
  );
}
