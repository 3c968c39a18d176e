// StringDecoder and TextDecoder, byte by byte and in every encoding.
const { StringDecoder } = require('string_decoder');

const samples = {
  ascii: Buffer.from('plain'),
  mixed: Buffer.from('aé한😀z'),
  cut: Buffer.from('한😀').subarray(0, 5),
  invalid: Buffer.from([
    0x61, 0xff, 0xc0, 0x80, 0xe2, 0x82, 0x62, 0xf0, 0x9f, 0x98, 0xed, 0xa0, 0x80,
  ]),
  utf16: Buffer.from('a😀b', 'utf16le'),
  odd: Buffer.from('ab😀', 'utf16le').subarray(0, 7),
  binary: Buffer.from(Array.from({ length: 20 }, (_, i) => i * 13)),
};
for (const encoding of [
  'utf8',
  'utf16le',
  'ucs2',
  'latin1',
  'binary',
  'ascii',
  'base64',
  'base64url',
  'hex',
]) {
  for (const [name, bytes] of Object.entries(samples)) {
    for (const size of [1, 2, 3, 5, 100]) {
      const decoder = new StringDecoder(encoding);
      const parts = [];
      for (let at = 0; at < bytes.length; at += size)
        parts.push(decoder.write(bytes.subarray(at, at + size)));
      const pending = [decoder.lastNeed, decoder.lastTotal];
      parts.push(decoder.end());
      console.log(encoding, name, size, JSON.stringify(parts), pending);
    }
  }
}
const decoder = new StringDecoder();
console.log(
  decoder.encoding,
  decoder.write(Buffer.from([0xe2])),
  decoder.end(Buffer.from([0x82, 0xac])),
  decoder.end(),
);
console.log(
  decoder.write(new Uint16Array([0x6161])),
  decoder.write('text'),
  decoder.text(Buffer.from('abc'), 1),
);
for (const attempt of [() => new StringDecoder('nope'), () => new StringDecoder('utf8').write(5)]) {
  try {
    console.log(attempt());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}

console.log('TextDecoder');
const labels = [
  'utf-8',
  'utf8',
  'unicode-1-1-utf-8',
  'utf-16le',
  'utf-16',
  'utf-16be',
  'latin1',
  'iso-8859-1',
  'ascii',
  'windows-1252',
  'iso-8859-2',
  'iso-8859-15',
  'windows-1251',
  'koi8-r',
  'macintosh',
  'euc-kr',
  'shift_jis',
  'euc-jp',
  'gbk',
  'gb18030',
  'big5',
  'ibm866',
  'iso-8859-8-i',
  'x-user-defined',
  'iso-2022-jp',
];
const everything = Uint8Array.from({ length: 256 }, (_, i) => i);
for (const label of labels) {
  try {
    const text = new TextDecoder(label);
    console.log(label, text.encoding, text.fatal, text.ignoreBOM);
    if (!/^(gb|big|euc|shift|iso-2022|x-)/.test(text.encoding))
      console.log(JSON.stringify(text.decode(everything)));
  } catch ({ name, code, message }) {
    console.log(label, name, code, message);
  }
}
console.log(new TextDecoder('euc-kr').decode(new Uint8Array([0xb5, 0xbf, 0xb1, 0xe2])));
console.log(new TextDecoder('shift_jis').decode(new Uint8Array([0x93, 0xfa, 0x96, 0x7b])));
for (const fatal of [false, true]) {
  for (const ignoreBOM of [false, true]) {
    for (const [name, bytes] of Object.entries(samples)) {
      for (const label of ['utf-8', 'utf-16le']) {
        const text = new TextDecoder(label, { fatal, ignoreBOM });
        try {
          console.log(label, fatal, ignoreBOM, name, JSON.stringify(text.decode(bytes)));
        } catch (error) {
          console.log(label, fatal, ignoreBOM, name, error.name, error.code, error.message);
        }
      }
    }
    const bom = new TextDecoder('utf-8', { fatal, ignoreBOM });
    console.log(JSON.stringify(bom.decode(Buffer.from('\ufeffbom'))));
  }
}
for (const label of ['utf-8', 'utf-16le', 'euc-kr']) {
  const streaming = new TextDecoder(label);
  const bytes =
    label === 'utf-8'
      ? samples.mixed
      : label === 'euc-kr'
        ? Buffer.from('b5bfb1e2', 'hex')
        : samples.utf16;
  const parts = [...bytes].map((byte) =>
    streaming.decode(new Uint8Array([byte]), { stream: true }),
  );
  console.log(label, JSON.stringify([...parts, streaming.decode()]));
}
const shared = new Uint8Array(new SharedArrayBuffer(2)).fill(65);
console.log(
  new TextDecoder().decode(shared),
  new TextDecoder().decode(new DataView(new ArrayBuffer(1))),
);
for (const attempt of [
  () => new TextDecoder('nope'),
  () => new TextDecoder().decode('text'),
  () => new TextDecoder('utf-8', 5),
  () => TextDecoder.prototype.decode.call({}),
]) {
  try {
    console.log(attempt());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
console.log(new TextDecoder(), new TextEncoder());
const target = new Uint8Array(5);
console.log(
  new TextEncoder().encode('é😀'),
  new TextEncoder().encodeInto('é😀x', target),
  target,
  new TextEncoder().encode(),
);
console.log(
  new TextEncoder().encode('\ud800a'),
  new TextEncoder().encodeInto('한글', new Uint8Array(4)),
);

(async () => {
  const decoded = new Blob([samples.mixed]).stream().pipeThrough(new TextDecoderStream());
  let text = '';
  for await (const chunk of decoded) text += chunk;
  const encoded = new ReadableStream({
    start(controller) {
      controller.enqueue('a\ud83d');
      controller.enqueue('\ude00b');
      controller.close();
    },
  }).pipeThrough(new TextEncoderStream());
  const chunks = [];
  for await (const chunk of encoded) chunks.push(chunk);
  console.log(text, chunks);
})();
