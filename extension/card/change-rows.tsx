import { Fragment } from 'preact';
import type { CustomerCard } from '../../shared/present/card-view';
import { TraceOf } from './gauge';
import { toneOf } from './shapes';
import { EndBar, levelsFrom, StepBar, scaleBetween } from './waterfall';

/** Good or bad news; a number that did not move is neither. */
const toneFor = (points: number): string => `v n ${points < 0 ? 'down' : points > 0 ? 'up' : ''}`;

/** The last 90 days and how far the number moved in 7 and 30; then, from the number last seen to the number now: a sum of named changes that adds up exactly. A model's part is grey. */
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
      <div class="lately">
        <TraceOf view={view} />
        <dl>
          {view.trend.map((span) => (
            <Fragment key={span.days}>
              <dt class="sub">{span.label}</dt>
              <dd class={toneFor(span.points)}>{span.shown}</dd>
            </Fragment>
          ))}
        </dl>
      </div>
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
          <span class={step.kind === 'model' ? 'v n' : toneFor(step.points)}>{step.shown}</span>
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
