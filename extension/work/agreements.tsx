/** The contracts of one customer: what they pay and until when, what is granted, what is foreseen, and the renewal itself. */
import { useState } from 'preact/hooks';
import { VERDICTS } from '../../shared/attributes';
import type { ContractFact } from '../../shared/facts/facts';
import { FORMULA } from '../../shared/health/model';
import { health } from '../../shared/health/score';
import { inDays } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { automatedVerdict, isMultiYear, noticeDeadline, renewalAdvice, talkUntil } from '../../shared/renewal/agreement';
import { openSignals } from '../../shared/signals/registry';
import { Ending } from './ending';
import { PackageAdvice } from './package-advice';
import { PriceCard } from './price-card';
import { RenewalForm } from './renewal-form';
import { Terms } from './terms';
import type { Work } from './use-work';

export function Agreements({ work }: { work: Work }) {
  const { t, facts } = work;
  const running = facts.contracts.filter(({ endedAt }) => endedAt === null);
  return (
    <>
      {running.length === 0 && <p class="sub">{t('agreement.none')}</p>}
      {running.map((contract) => (
        <Agreement key={contract.id} work={work} contract={contract} />
      ))}
    </>
  );
}

function Agreement({ work, contract }: { work: Work; contract: ContractFact }) {
  const { t, facts, view, now } = work;
  const model = view.model !== null && view.model.formula === FORMULA ? view.model : null;
  const band = model === null ? 'unknown' : health(facts, model, now).band;
  const wantsMore = model !== null && openSignals(facts, model, now).some(({ signal }) => signal.id === 'wants-more');
  const advice = renewalAdvice(facts, contract, band, wantsMore, now);
  const until = talkUntil(contract, now);
  const day = (at: number) => ({ text: formatDate(at, t.locale, 'long') });
  return (
    <div class="run" data-contract={contract.id}>
      <h3>
        <bdi>{contract.package || contract.id}</bdi>
      </h3>
      <PriceCard work={work} contract={contract} />
      <ul class="facts">
        <li>
          <span class="grow">
            {t('agreement.ends', { date: day(contract.end) })}{' '}
            <span class="sub">{t(contract.autoRenew ? 'agreement.auto' : 'agreement.manual')}</span>
          </span>
          <span class="sub">{inDays(t, contract.end, now)}</span>
        </li>
        {contract.noticeDays > 0 && (
          <li>
            <span class="grow">{t('agreement.notice', { date: day(noticeDeadline(contract)) })}</span>
            <span class="sub">{inDays(t, noticeDeadline(contract), now)}</span>
          </li>
        )}
        {isMultiYear(contract) && <li class="sub">{t('agreement.multi-year')}</li>}
        <li>
          <span class="grow">
            {until === null ? t('agreement.closed') : t('agreement.talk', { when: { text: inDays(t, until, now) } })}
          </span>
        </li>
        <li>
          <span class="grow">
            {contract.optionsSentAt === null ? t('agreement.options.none') : t('agreement.options', { date: day(contract.optionsSentAt) })}
          </span>
          {contract.optionsSentAt === null && view.mayWrite && (
            <button
              type="button"
              class="btn sec-b"
              data-do="options"
              onClick={() =>
                void work.say(t('agreement.options.sent'), [{ type: 'notice.sent', data: { contract: contract.id, kind: 'options' } }])
              }
            >
              {t('agreement.options.send')}
            </button>
          )}
        </li>
        <PackageAdvice work={work} contract={contract} />
        {advice !== null && <li class="sub">{t(`agreement.advice.${advice}`)}</li>}
      </ul>
      <Foreseen work={work} contract={contract} automated={automatedVerdict(band)} />
      <Terms work={work} contract={contract} />
      {/* Once renewed it is another term: the form stands closed again, and a second click renews nothing. */}
      {view.mayWrite && <RenewalForm key={contract.end} work={work} contract={contract} />}
      {view.mayWrite && <Ending work={work} contract={contract} />}
    </div>
  );
}

/** What is foreseen, by whom: three lines that are never mixed. */
function Foreseen({ work, contract, automated }: { work: Work; contract: ContractFact; automated: ReturnType<typeof automatedVerdict> }) {
  const { t, view } = work;
  const [reason, setReason] = useState('');
  const say = (of: 'manager' | 'final', verdict: (typeof VERDICTS)[number]) => {
    const words = reason.trim() === '' ? {} : { reason: reason.trim() };
    const data = { contract: contract.id, of, verdict, ...(automated === '' ? {} : { automated }), ...words };
    void work.say(t('verdict.saved', { verdict: { text: t(`verdict.${verdict}`) } }), [{ type: 'renewal.verdict', data }]);
  };
  return (
    <table class="verdicts">
      <caption>{t('verdict.title')}</caption>
      <tbody>
        <tr data-of="automated">
          <th scope="row">{t('verdict.automated')}</th>
          <td>{automated === '' ? t('band.unknown') : t(`verdict.${automated}`)}</td>
          <td />
        </tr>
        {(['manager', 'final'] as const).map((of) => {
          const stands = contract.verdicts[of];
          return (
            <tr key={of} data-of={of}>
              <th scope="row">{t(`verdict.${of}`)}</th>
              <td>{stands === null ? '–' : t(`verdict.${stands.verdict}`)}</td>
              <td>
                {view.mayWrite && (
                  <select
                    aria-label={t(`verdict.${of}`)}
                    value=""
                    onChange={(event) => {
                      const verdict = VERDICTS.find((id) => id === event.currentTarget.value);
                      if (verdict) say(of, verdict);
                    }}
                  >
                    <option value="">{t('verdict.say')}</option>
                    {VERDICTS.map((verdict) => (
                      <option key={verdict} value={verdict}>
                        {t(`verdict.${verdict}`)}
                      </option>
                    ))}
                  </select>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
      {view.mayWrite && (
        <tfoot>
          <tr>
            <td colSpan={3}>
              <input
                type="text"
                dir={reason === '' ? undefined : 'auto'}
                maxLength={300}
                value={reason}
                placeholder={t('verdict.reason')}
                aria-label={t('verdict.reason')}
                autocomplete="off"
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
