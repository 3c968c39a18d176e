// url.format() of a URL with its options, and file URLs of paths of both kinds of systems.
const url = require('node:url');

const texts = [
  'http://user:pass@xn--lck1c3crb1723bpq4a.com:80/a?a=b#c',
  'http://xn--bj0bj06e@xn--bj0bj06e.kr:8080/',
  'tel:123',
  'file:///a?b',
];
for (const text of texts) {
  const parsed = new URL(text);
  for (const name of ['fragment', 'unicode', 'search', 'auth']) {
    for (const value of [true, false]) {
      console.log(name, value, url.format(parsed, { [name]: value }));
    }
  }
}
const paths = ['C:\\a b\\%c#d?e', '\\\\server\\share\\file', '/a\\b\n', 'C:\\\\x/y'];
for (const windows of [true, false]) {
  for (const path of paths) {
    try {
      console.log(windows, url.pathToFileURL(path, { windows }).href.replace(process.cwd(), ''));
    } catch ({ code, message }) {
      console.log(windows, code, message);
    }
  }
}
