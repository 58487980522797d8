/**
 * The one shape language of Vafa: circle fine, triangle watch or high, diamond at risk or critical, dashed ring unknown. The dial, the
 * rows, the badges and our own pages draw these; the shape tells the band where colour cannot.
 */
import type { Band } from '../../shared/health/health';
import type { NoticeCode } from '../../shared/present/card-view';
import type { Severity } from '../../shared/signals/signal';

const BAND_TONE = { healthy: 'ok', watch: 'watch', 'at-risk': 'risk', unknown: 'none', ask: 'none' } as const;
/** The tone of a band: the name that colour tokens and classes carry. */
export const toneOf = (band: Band | 'ask'): 'ok' | 'watch' | 'risk' | 'none' => BAND_TONE[band];

/** The shape of a band (or of "several customers fit"), `size` in px. Hidden from readers: the words stand beside it. */
export function BandShape({ band, size }: { band: Band | 'ask'; size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" class={`m-${toneOf(band)}`}>
      {band === 'healthy' && (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" />
          <path
            d="M3.6 6.2l1.7 1.7 3.2-3.6"
            fill="none"
            stroke="var(--v-surface)"
            stroke-width="1.4"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </>
      )}
      {band === 'watch' && (
        <>
          <path d="M6 1.1 11.3 10.6H.7Z" fill="currentColor" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" />
          <path d="M6 4.3v2.9" stroke="var(--v-surface)" stroke-width="1.4" stroke-linecap="round" />
          <circle cx="6" cy="9.2" r=".8" fill="var(--v-surface)" />
        </>
      )}
      {band === 'at-risk' && (
        <>
          <path d="M6 .2 11.8 6 6 11.8.2 6Z" fill="currentColor" stroke="currentColor" stroke-width=".8" stroke-linejoin="round" />
          <path d="M6 3.2v3.2" stroke="var(--v-surface)" stroke-width="1.5" stroke-linecap="round" />
          <circle cx="6" cy="8.6" r=".9" fill="var(--v-surface)" />
        </>
      )}
      {toneOf(band) === 'none' && (
        <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.1 1.83" />
      )}
    </svg>
  );
}

const SEVERITY_TONE = { critical: 'risk', high: 'watch', medium: 'watch', low: 'none', good: 'ok' } as const;

/** The shape of a signal: filled diamond critical, filled triangle high, hollow triangle medium, ring low, plus good; hollow when closed. */
export function SignalShape({ severity, closed }: { severity: Severity; closed: boolean }) {
  const tone = closed ? 'none' : SEVERITY_TONE[severity];
  const fill = closed ? 'none' : 'currentColor';
  return (
    <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true" class={`m-${tone}`} data-severity={severity}>
      {severity === 'critical' && (
        <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill={fill} stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" />
      )}
      {severity === 'high' && <path d="M6 1.4 11 10.4H1Z" fill={fill} stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" />}
      {severity === 'medium' && (
        <path d="M6 2 10.6 10.2H1.4Z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
      )}
      {severity === 'low' && <circle cx="6" cy="6.4" r="3.6" fill="none" stroke="currentColor" stroke-width="1.5" />}
      {severity === 'good' && <path d="M6 1.8v8.4M1.8 6h8.4" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" />}
    </svg>
  );
}

/** The sign of a named state: a cloud crossed out, a lock, a broken frame, a diamond, or the dashed ring. */
export function StateShape({ code, size }: { code: NoticeCode; size: number }) {
  if (code === 'look-alike') return <BandShape band="at-risk" size={size} />;
  if (code === 'ambiguous' || code === 'unknown' || code === 'not-paired') return <BandShape band="unknown" size={size} />;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
      class="m-none"
      data-state={code}
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
    >
      {(code === 'offline' || code === 'unreachable') && (
        <>
          <path d="M4 10.5h6a2.5 2.5 0 0 0 .3-5A3.6 3.6 0 0 0 3.5 6 2.3 2.3 0 0 0 4 10.5Z" />
          <path d="M2 2l10 10" stroke-linecap="round" />
        </>
      )}
      {/stale|waiting|tell/.test(code) && (
        <>
          <circle cx="7" cy="7" r="5.2" />
          <path d="M7 4.2V7l2 1.6" stroke-linecap="round" stroke-linejoin="round" />
        </>
      )}
      {(code === 'no-access' || code === 'revoked') && (
        <>
          <rect x="2.5" y="6.2" width="9" height="6" rx="1.2" />
          <path d="M4.5 6V4.2a2.5 2.5 0 0 1 5 0V6" />
        </>
      )}
      {code === 'page-changed' && <rect x="1.5" y="2.5" width="11" height="9" rx="1.5" stroke-dasharray="2.4 1.8" />}
      {code === 'update-needed' && <path d="M7 11.5v-8M3.8 6.6 7 3.2l3.2 3.4" stroke-linecap="round" stroke-linejoin="round" />}
    </svg>
  );
}

/** Opens and closes what stands below. */
export function Chevron({ up }: { up?: boolean }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <path
        d={up ? 'M2 6.5 5 3.5 8 6.5' : 'M2 3.5 5 6.5 8 3.5'}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

export type DateKind = 'last' | 'notice' | 'renewal';
/** The mark of a date in words: ring behind us, triangle the notice deadline, square the renewal. */
export function DateShape({ kind }: { kind: DateKind }) {
  return (
    <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
      {kind === 'last' && <circle cx="5" cy="5" r="3" fill="var(--v-surface)" stroke="var(--v-ink-2)" stroke-width="1.5" />}
      {kind === 'notice' && <path d="M1 .5h8l-4 7.5z" fill="var(--v-ink)" />}
      {kind === 'renewal' && <rect x="1.5" y="1.5" width="7" height="7" rx="1" fill="var(--v-ink)" />}
    </svg>
  );
}
