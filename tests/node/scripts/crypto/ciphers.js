// AES with createCipheriv() and createDecipheriv(): modes, chunks, streams, states, errors.
const crypto = require('crypto');
const { pipeline } = require('stream/promises');

const key = (length) => Buffer.from(Array.from({ length }, (_, i) => i * 7));
const iv = key(16);
const text = Buffer.from('synchronous and asynchronous, 동기와 비동기. '.repeat(20));

function show(label, run) {
  try {
    const value = run();
    console.log(label, Buffer.isBuffer(value) ? value.toString('hex') : value);
  } catch (error) {
    console.log(label, error.name, error.code, error.message, { ...error });
  }
}

console.log(crypto.getCiphers().includes('aes-256-cbc'));
for (const bits of [128, 192, 256]) {
  for (const mode of ['ecb', 'cbc', 'ctr', 'gcm']) {
    const name = `aes-${bits}-${mode}`;
    console.log(name, crypto.getCipherInfo(name));
    const vector = mode === 'ecb' ? null : mode === 'gcm' ? iv.subarray(0, 12) : iv;
    for (const length of [0, 1, 15, 16, 17, 32, 100, text.length]) {
      const cipher = crypto.createCipheriv(name, key(bits / 8), vector);
      const parts = [];
      for (let at = 0; at < length; at += 13) {
        parts.push(cipher.update(text.subarray(at, Math.min(length, at + 13))));
      }
      parts.push(cipher.final());
      const sizes = parts.map((part) => part.length).join(' ');
      const encrypted = Buffer.concat(parts);
      const decipher = crypto.createDecipheriv(name, key(bits / 8), vector);
      if (mode === 'gcm') decipher.setAuthTag(cipher.getAuthTag());
      const back = [];
      for (let at = 0; at < encrypted.length; at += 29) {
        back.push(decipher.update(encrypted.subarray(at, at + 29)));
      }
      back.push(decipher.final());
      const digest = crypto.createHash('md5').update(encrypted).digest('hex');
      const same = Buffer.concat(back).equals(text.subarray(0, length));
      console.log(
        length,
        digest,
        sizes.slice(0, 60),
        back.map((part) => part.length).join(' '),
        same,
      );
      if (mode === 'gcm') console.log('  tag', cipher.getAuthTag().toString('hex'));
    }
  }
}
for (const name of ['AES128', 'aes256', 'id-aes192-GCM', 'nope', 901, 1]) {
  console.log(name, crypto.getCipherInfo(name));
}
console.log(crypto.getCipherInfo('aes-128-gcm', { ivLength: 20 }));

const k = key(16);
const cbc = (how = 'createCipheriv') => crypto[how]('aes-128-cbc', k, iv);
const gcm = (how = 'createCipheriv', options, nonce = iv) =>
  crypto[how]('aes-128-gcm', k, nonce, options);
show('unknown', () => crypto.createCipheriv('nope', k, iv));

show('iv length', () => crypto.createCipheriv('aes-128-cbc', k, key(5)));
show('no iv', () => crypto.createCipheriv('aes-128-cbc', k, null));
show('iv for ecb', () => crypto.createCipheriv('aes-128-ecb', k, iv));
show('iv of nothing', () => gcm(undefined, undefined, key(0)));
show('key object', () =>
  crypto.createCipheriv('aes-128-ctr', crypto.createSecretKey(k), iv).update('abc', 'utf8', 'hex'),
);
show('encodings', () => {
  const cipher = cbc();
  return cipher.update('텍스트', 'utf8', 'base64') + cipher.final('base64');
});
show('no padding', () => cbc().setAutoPadding(false).update(text.subarray(0, 32)));
show('no padding, odd', () => {
  const cipher = cbc().setAutoPadding(false);
  cipher.update('abc');
  return cipher.final();
});
show('decrypts half a block', () => {
  const decipher = cbc('createDecipheriv');
  decipher.update('abc');
  return decipher.final();
});
show('decrypts nothing', () => cbc('createDecipheriv').final());
show('bad padding', () => {
  const decipher = cbc('createDecipheriv');
  decipher.update(Buffer.alloc(16));
  return decipher.final();
});
for (const [label, after] of Object.entries({
  final: (cipher) => cipher.final(),
  update: (cipher) => cipher.update('a'),
  padding: (cipher) => cipher.setAutoPadding(false),
  tag: (cipher) => cipher.getAuthTag(),
})) {
  show(`${label} after final`, () => {
    const cipher = cbc();
    cipher.final();
    return after(cipher);
  });
}
show('additional data of cbc', () => cbc().setAAD(k));
for (const length of [1, 8, 12, 16, 60]) {
  show(`nonce of ${length}`, () => {
    const cipher = gcm(undefined, undefined, key(length));
    cipher.setAAD(Buffer.from('head'));
    cipher.setAAD(Buffer.from('er'));
    cipher.update('body');
    cipher.final();
    return cipher.getAuthTag();
  });
}
show('early tag', () => gcm().getAuthTag());
for (const authTagLength of [4, 5, 12, 17]) {
  show(`tag of ${authTagLength}`, () => {
    const cipher = gcm(undefined, { authTagLength });
    cipher.final();
    return cipher.getAuthTag();
  });
}
show('no tag to compare', () => gcm('createDecipheriv').final());
show('wrong tag', () => gcm('createDecipheriv').setAuthTag(Buffer.alloc(16)).final());
show('short tag', () => gcm('createDecipheriv').setAuthTag(Buffer.alloc(8)));
show('tag twice', () => gcm('createDecipheriv').setAuthTag(k).setAuthTag(k));
show('late additional data', () => {
  const cipher = gcm();
  cipher.update('abc');
  return cipher.setAAD(k);
});

(async () => {
  const encrypted = [];
  const cipher = cbc();
  await pipeline([text.subarray(0, 100), text.subarray(100)], cipher, async function (source) {
    for await (const chunk of source) encrypted.push(chunk);
  });
  let back = '';
  const decipher = cbc('createDecipheriv').setEncoding('utf8');
  decipher.on('data', (chunk) => (back += chunk));
  await pipeline(encrypted, decipher);
  console.log(Buffer.concat(encrypted).length, back === String(text));
  await pipeline([Buffer.alloc(20)], cbc('createDecipheriv')).catch(({ code }) =>
    console.log(code),
  );
  // Last, for real Node leaves these in OpenSSL's queue of errors.
  console.log(crypto.getCipherInfo('aes-128-cbc', { keyLength: 5 }));
  show('key length', () => crypto.createCipheriv('aes-128-cbc', key(5), iv));
})();
