/** The reader's settings: what runs the code, motion, timings. */
import { kindNames } from '../runtime/words.ts';
import { isCalm, showsTimings } from './reader-settings.ts';
import type { Session } from './session.ts';

interface ChoiceProps<T> {
  id: string;
  legend: string;
  options: { value: T; label: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

export function Settings({ session }: { session: Session }) {
  const { language, offers, sandbox } = session;
  const words = session.words.settings;
  const id = `nb-${sandbox.name}-settings`;
  void session.runtime.value; // what is chosen changes with it
  return (
    <div class="nb-settings">
      {offers.length > 1 && (
        <Choice
          id={`${id}-runtime`}
          legend={words.runtime}
          options={[
            { value: null, label: words.automatic },
            ...offers.map((kind) => ({ value: kind, label: kindNames[language][kind] })),
          ]}
          chosen={session.runtimeChoice}
          onChoose={(kind) => session.useRuntime(kind)}
        />
      )}
      <Choice
        id={`${id}-motion`}
        legend={words.motion}
        options={[
          { value: false, label: words.motionSystem },
          { value: true, label: words.motionLess },
        ]}
        chosen={isCalm.value}
        onChoose={(value) => (isCalm.value = value)}
      />
      <label>
        <input
          type="checkbox"
          checked={showsTimings.value}
          onChange={() => (showsTimings.value = !showsTimings.value)}
        />
        {words.timings}
      </label>
      <p class="nb-note">{words.about}</p>
    </div>
  );
}

function Choice<T>({ id, legend, options, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={label}>
          <input
            type="radio"
            name={id}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
