/** What the reader sets before a run: sliders, a seed, faults that each start one. */
import {
  drawSeed,
  FAULT,
  MAX_SEED,
  sayNumber,
  sayValues,
  SEED,
  type NumberControl,
} from './controls.ts';
import { Icon } from './Icon.tsx';
import type { Session } from './session.ts';

export function Controls({ session }: { session: Session }) {
  const { sandbox, words, language } = session;
  const { values } = session.workspace;
  const { controls } = sandbox;
  if (!controls) return null;
  const id = `nb-${sandbox.name}-controls`;
  return (
    <section class="nb-controls nb-scripted" role="group" aria-labelledby={id}>
      <p class="nb-label" id={id}>
        {words.controls.title}
      </p>
      {controls.numbers.map((number) => (
        <Slider key={number.env} session={session} number={number} />
      ))}
      {controls.seed !== null && <Seed session={session} />}
      {controls.faults.length > 0 && (
        <div class="nb-faults" role="group" aria-label={words.controls.faults}>
          <span aria-hidden="true">{words.controls.faults}</span>
          <span class="nb-buttons">
            {controls.faults.map(({ value, label }) => (
              <button
                key={value}
                type="button"
                aria-pressed={values.value[FAULT] === value}
                onClick={() => void session.runWith(value)}
              >
                <Icon name="run" />
                {label[language]}
              </button>
            ))}
          </span>
        </div>
      )}
      <p class="nb-note">{words.controls.about}</p>
    </section>
  );
}

function Slider({ session, number }: { session: Session; number: NumberControl }) {
  const { sandbox, language } = session;
  const { values } = session.workspace;
  const { env, label, min, max, step } = number;
  const id = `nb-${sandbox.name}-${env}`;
  const value = values.value[env]!;
  const said = sayNumber(number, value, language);
  return (
    <div class="nb-slider">
      <label for={id}>{label[language]}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        autocomplete="off"
        aria-valuetext={said}
        onInput={(event) => session.workspace.set(env, event.currentTarget.value)}
      />
      <output for={id}>{said}</output>
    </div>
  );
}

function Seed({ session }: { session: Session }) {
  const { sandbox, words } = session;
  const { values } = session.workspace;
  const id = `nb-${sandbox.name}-seed`;
  const value = values.value[SEED]!;
  return (
    <div class="nb-slider">
      <label for={id}>{words.controls.seed}</label>
      <span class="nb-buttons">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={1}
          max={MAX_SEED}
          step={1}
          value={value}
          autocomplete="off"
          onInput={(event) => session.workspace.set(SEED, event.currentTarget.value)}
          // What is no seed is none: the last one stands.
          onBlur={(event) => (event.currentTarget.value = values.value[SEED]!)}
        />
        <button type="button" onClick={() => session.workspace.set(SEED, drawSeed(value))}>
          {words.controls.newSeed}
        </button>
      </span>
    </div>
  );
}

/** With which values the run went that is shown. */
export function RunValues({ session }: { session: Session }) {
  const { sandbox, runner, words, language } = session;
  const { defaults } = session.workspace;
  const { controls } = sandbox;
  if (!controls) return null;
  const isOwn = runner.hasRun.value;
  const values = sayValues(controls, isOwn ? runner.env.value : defaults, language);
  const { thisRun, recordedRun } = words.controls;
  return <p class="nb-note nb-values">{isOwn ? thisRun(values) : recordedRun(values)}</p>;
}
