import type { CustomerCard } from '../../shared/present/card-view';
import { Evidence } from './evidence';
import { BandShape, toneOf } from './shapes';
import { EndBar, levelsFrom, StepBar, scaleBetween } from './waterfall';

interface Props {
  view: CustomerCard;
  open: string | null;
  onToggle: (id: string) => void;
}
/** Every named loss from 100 to the number, in order of size; a row opens its evidence and its notch on the dial. */
export function WhyRows({ view, open, onToggle }: Props) {
  const { score, lines } = view;
  const levels = levelsFrom(
    100,
    lines.map((line) => line.points),
  );
  const scale = scaleBetween((score ?? 0) - 10, 100, view.dir === 'rtl');
  return (
    <>
      {lines.map((line, i) => {
        const evidence = `v-why-${line.id}`;
        const isOpen = open === line.id;
        return (
          <div key={line.id}>
            <button
              type="button"
              class={`row ${score === null ? 'bare' : 'wf'}`}
              aria-expanded={isOpen}
              aria-controls={isOpen ? evidence : undefined}
              onClick={() => onToggle(line.id)}
            >
              {score === null && <BandShape band="unknown" size={11} />}
              <span class="cut" dir="auto" title={line.text}>
                {line.text}
              </span>
              {score !== null && (
                <StepBar
                  scale={scale}
                  from={levels[i] ?? 100}
                  to={levels[i + 1] ?? 100}
                  first={i === 0}
                  fill={isOpen ? 'var(--v-lost-hot)' : 'var(--v-lost)'}
                />
              )}
              <span class="v n">{line.shown}</span>
            </button>
            {isOpen && <Evidence id={evidence} text={line.evidence} url={line.url} />}
          </div>
        );
      })}
      {score !== null && (
        <div class="row wf tot">
          <span class="cut" dir="auto">
            {view.total.label}
          </span>
          <EndBar scale={scale} at={score} kind="end" fill={`var(--v-${toneOf(view.band)}-mark)`} alone={lines.length === 0} />
          <span class="v n">{view.total.shown}</span>
        </div>
      )}
    </>
  );
}
