/** What must hold of a run, ticked when one has ended. */
import { isGiven, pickDefaults, sayValues } from './controls.ts';
import { Icon } from './Icon.tsx';
import { Room } from './Room.tsx';
import type { Sandbox } from './sandbox.ts';
import type { Session } from './session.ts';

/** Whose run is judged: a notebook's, or the kernel lab's, which has no controls. */
type Judged = Pick<Session, 'words' | 'language' | 'verdicts'> &
  Partial<Pick<Session, 'sandbox' | 'runner'>>;

interface Props {
  session: Judged;
  claims: Sandbox['claims'];
  label: string;
}

export function Claims({ session, claims, label }: Props) {
  const { words, language } = session;
  return (
    <section class="nb-claims">
      <p class="nb-label">{label}</p>
      <ul>
        {claims.map(({ id, says, given, saw }) => {
          const verdict = session.verdicts.value[id];
          const sign = verdict === undefined ? 'unknown' : verdict.holds ? 'yes' : 'no';
          const status = {
            unknown: words.claimUnknown,
            yes: words.claimHolds,
            no: words.claimFails,
          }[sign];
          return (
            <li key={id} data-claim={id} data-holds={verdict?.holds.toString()}>
              <Icon name={sign} />
              <span>
                {says[language]} <span class="nb-hidden">({status})</span>
                {(saw ?? verdict?.saw) && (
                  <small>
                    <Room of={saw?.[language] ?? ''}>{verdict?.saw?.[language]}</Room>
                  </small>
                )}
                {given && <Given session={session} given={given} />}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Of a run with other values a claim says nothing. */
function Given({ session, given }: { session: Judged; given: string[] }) {
  const { sandbox, runner, words, language } = session;
  const { controls } = sandbox ?? {};
  if (!controls || !runner || isGiven(given, controls, runner.env.value)) return null;
  const values = sayValues(controls, pickDefaults(controls, given), language);
  return <small>{words.controls.givenOnly(values)}</small>;
}
