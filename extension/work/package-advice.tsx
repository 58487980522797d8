/** The package that suits their use, beside the options that a renewal is prepared with; nothing where the club has no table of them. */
import type { ContractFact } from '../../shared/facts/facts';
import { PACKAGE_DAYS, packageFor } from '../../shared/loyalty/packages';
import type { Work } from './use-work';

export function PackageAdvice({ work, contract }: { work: Work; contract: ContractFact }) {
  const { t, facts, view, now } = work;
  const found = view.programme && packageFor(facts, view.programme, now);
  if (!found) return null;
  const { offer, used } = found;
  const has = contract.package.trim().toLowerCase() === offer.name.trim().toLowerCase();
  const terms = [
    t('package.term', { n: offer.months }),
    ...(offer.percent > 0 ? [t('package.off', { percent: { percent: offer.percent / 100 } })] : []),
  ];
  return (
    <li data-package={offer.id}>
      <span class="grow">
        {t(has ? 'package.keep' : 'package.offer', { name: { name: offer.name } })}
        {`, ${terms.join(', ')}`}
      </span>
      <span class="sub">{t('package.why', { n: used, days: PACKAGE_DAYS })}</span>
    </li>
  );
}
