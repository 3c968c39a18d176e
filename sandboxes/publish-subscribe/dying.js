// @ts-check

/**
 * The database as a program sees it that dies before its second statement:
 * a model. An error takes the place of the death, and like a death it leaves
 * an open transaction uncommitted.
 * @template {object} Database
 * @param {Database} db
 * @param {{ statements: number }} life how many it still lives to make
 * @returns {Database}
 */
export function dying(db, life = { statements: 1 }) {
  return new Proxy(db, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (name === 'transaction') {
        return (/** @type {(tx: object) => unknown} */ work) =>
          member.call(target, (/** @type {object} */ tx) =>
            work(dying(tx, life)),
          );
      }
      return (/** @type {unknown[]} */ ...args) => {
        if (['query', 'sql', 'exec'].includes(String(name))) {
          if (life.statements-- <= 0) throw new Error('The program died.');
        }
        return member.apply(target, args);
      };
    },
  });
}
