import type { CustomerCard } from '../../shared/present/card-view';
import { toneOf } from './shapes';
import { EndBar, levelsFrom, StepBar, scaleBetween } from './waterfall';

/** From the number last seen to the number now: a sum of named changes that adds up exactly. A model's part is grey. */
export function ChangeRows({ view }: { view: CustomerCard }) {
  const { score } = view;
  if (score === null) {
    return (
      <div class="row bare">
        <span />
        <span class="cut" dir="auto">
          {view.coverage}
        </span>
      </div>
    );
  }
  const steps = view.change.filter((step) => step.kind === 'factor' || step.kind === 'model');
  const start = view.change.find((step) => step.kind === 'start');
  const now = view.change.find((step) => step.kind === 'now');
  const points = steps.map((step) => step.points);
  const levels = levelsFrom(score - points.reduce((sum, one) => sum + one, 0), points);
  const scale = scaleBetween(Math.min(...levels) - 3, Math.max(...levels) + 1.5, view.dir === 'rtl');
  const dot = `var(--v-${toneOf(view.band)}-mark)`;
  return (
    <>
      {start && (
        <div class="row wf tot">
          <span class="cut" dir="auto">
            {start.text}
          </span>
          <EndBar scale={scale} at={levels[0] ?? score} kind="start" fill={dot} />
          <span class="v n">{start.shown}</span>
        </div>
      )}
      {steps.map((step, i) => (
        <div class="row wf" key={`${i}-${step.text}`}>
          <span class="cut" dir="auto" title={step.text}>
            {step.text}
          </span>
          <StepBar
            scale={scale}
            from={levels[i] ?? score}
            to={levels[i + 1] ?? score}
            first={!start && i === 0}
            fill={step.kind === 'model' ? 'var(--v-lost)' : step.points < 0 ? 'var(--v-risk-mark)' : 'var(--v-ok-mark)'}
          />
          <span class={`v n ${step.kind === 'model' ? '' : step.points < 0 ? 'down' : 'up'}`}>{step.shown}</span>
        </div>
      ))}
      <div class="row wf tot">
        <span class="cut" dir="auto">
          {now?.text ?? view.total.label}
        </span>
        <EndBar scale={scale} at={score} kind="end" fill={dot} alone={!start && steps.length === 0} />
        <span class="v n">{now?.shown ?? view.scoreShown}</span>
      </div>
    </>
  );
}
