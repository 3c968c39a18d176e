/** What must hold of a run, ticked when one has ended. */
import { Icon } from './Icon.tsx';
import type { Sandbox } from './sandbox.ts';
import type { Session } from './session.ts';

interface Props {
  session: Session;
  claims: Sandbox['claims'];
  label: string;
}

export function Claims({ session, claims, label }: Props) {
  const { words, language } = session;
  return (
    <section class="nb-claims">
      <p class="nb-label">{label}</p>
      <ul>
        {claims.map(({ id, says }) => {
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
                {verdict?.saw && <small>{verdict.saw[language]}</small>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
