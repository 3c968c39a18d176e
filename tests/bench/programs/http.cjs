const http = require('http');

const REQUESTS = 500;
const AT_A_TIME = 10;
const server = http.createServer((request, response) => response.end('hello'));

function get(port) {
  return new Promise((resolve, reject) => {
    http
      .get({ port }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve(text)).on('error', reject);
      })
      .on('error', reject);
  });
}

server.listen(0, async () => {
  const { port } = server.address();
  let left = REQUESTS;
  const client = async () => {
    while (left-- > 0) {
      const text = await get(port);
      if (text !== 'hello') throw new Error(`the server said ${JSON.stringify(text)}`);
    }
  };
  await get(port);
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_A_TIME }, client));
  console.log('result', (REQUESTS / (performance.now() - start)) * 1000);
  http.globalAgent.destroy();
  server.close();
});
