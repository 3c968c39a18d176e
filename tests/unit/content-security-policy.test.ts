/** The policy that the build writes into pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hashSource,
  inlineScripts,
  pagePolicy,
  withPolicy,
} from '../../src/build/content-security-policy.ts';

test('a site with the embedded Node alone lets in nobody else', () => {
  assert.doesNotMatch(pagePolicy({ runtime: 'embedded-only' }, []), /https?:/);
  assert.match(pagePolicy({ runtime: 'embedded' }, []), /frame-src [^;]*https:\/\/stackblitz\.com/);
});

test('inline scripts are found with their exact text, data and files are not', () => {
  const html = `<script>\n a </script><script type="module"> b</script>
<script aria-hidden="true">c</script><script type="application/json">{}</script>
<script src="/d.js"></script><script type="module" src="/e.js"></script>`;
  assert.deepEqual(inlineScripts(html), ['\n a ', ' b', 'c']);
  // As in the example of the standard: https://www.w3.org/TR/CSP3/#external-hash
  assert.equal(
    hashSource("alert('Hello, world.');"),
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
  );
});

test('a page that has no place for its policy stops the build', () => {
  const settings = { runtime: 'embedded-only' } as const;
  assert.match(
    withPolicy('<head><meta charset="utf-8"/><title>', settings),
    /utf-8"\/><meta http-equiv/,
  );
  assert.throws(
    () => withPolicy('<head><script></script><meta charset="utf-8">', settings),
    /charset/,
  );
});
