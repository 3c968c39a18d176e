// Blobs piped through web streams.
const letters = new Blob(['abc', 'defgh', new Blob(['ij']), 'klm']);

let text = '';
for await (const chunk of letters.textStream()) text += chunk;
console.log(text);
const gzipped = letters.stream().pipeThrough(new CompressionStream('gzip'));
console.log(await new Response(gzipped.pipeThrough(new DecompressionStream('gzip'))).text());
