/** A server on the loopback address, and clients that ask it one request after the other. */
import type { Block, Kinds, Parts } from '../tree.ts';
import { HERE } from './conversation.ts';

export const http: Kinds = {
  server: {
    numbers: { keepAlive: 2 },
    blocks: [HERE, { of: 'http-step', pending: 'none', least: 1, most: 4 }, HERE],
    isAlone: true,
    code: ({ block, name, number, steps }) => {
      const x = name();
      const { here, there } = steps(1, x);
      return `const ${x}handlers = [
${there.join('\n')}
];
const ${x} = http.createServer((request, response) => ${x}handlers[request.url.slice(1)](request, response));
const ${x}agent = new http.Agent({ keepAlive: ${number('keepAlive') === 1} });
pending++;
${x}.listen(0, '127.0.0.1', () => {
  ${block(0)}
  talk([
${here.join('\n')}
    () => {
      ${x}agent.destroy();
      ${x}.close(() => { ${block(2)} done(); });
    },
  ]);
});`;
    },
  },
};

/** Lists of tasks at the server and at the client. */
const SIDES: Block[] = [HERE, HERE, HERE, HERE];

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'];
const STATUSES = [200, 201, 404, 204, 304, 500];

const options = ({ peer, index }: Parts, more = ''): string =>
  `{ port: ${peer}.address().port, host: '127.0.0.1', agent: ${peer}agent, path: '/${index}'${more} }`;

const HEARD = `(response) => {
  const headers = response.rawHeaders.filter((_, i, all) => all[i - (i % 2)] !== 'Date');
  line.push(response.statusCode + ' ' + headers.join());`;

/** The server reads a body in one of these ways, and then goes on. */
const READS: ((then: string) => string)[] = [
  (then) => `request.resume().on('end', () => { ${then} });`,
  (then) => `let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => { line.push('got ' + text); ${then} });`,
  (then) => `(async () => {
    let text = '';
    for await (const chunk of request) text += chunk;
    line.push('got ' + text);
    ${then}
  })();`,
  (then) =>
    `request.toArray().then((chunks) => { line.push('got ' + Buffer.concat(chunks)); ${then} });`,
];

export const httpSteps: Kinds = {
  'http-exchange': {
    slot: 'http-step',
    numbers: {
      method: METHODS.length,
      status: STATUSES.length,
      sent: 4,
      sentLength: 2,
      answered: 4,
      answeredLength: 2,
      read: READS.length,
      close: 2,
    },
    blocks: SIDES,
    code: (parts) => {
      const { block, choice, name, number, there } = parts;
      const x = name();
      const chunks = (count: number) => Array.from({ length: count }, (_, i) => `'part ${i} '`);
      const answered = number('answered');
      const headers = [
        ...(number('answeredLength') ? [`'content-length': ${7 * answered}`] : []),
        ...(number('close') ? [`connection: 'close'`] : []),
      ].join(', ');
      const answer = `${block(1)}
    response.writeHead(${choice('status', STATUSES)}, { ${headers} });
    ${chunks(answered)
      .map((chunk) => `response.write(${chunk});`)
      .join(' ')}
    response.end();`;
      there(`(request, response) => {
  line.push(request.method);
  ${block(0)}
  ${choice('read', READS)(answer)}
  response.on('finish', () => note('server', 'finish')).on('close', () => note('server', 'close'));
},`);
      const method = choice('method', METHODS);
      const sent = method === 'POST' || method === 'PUT' ? chunks(number('sent')) : [];
      const length = number('sentLength')
        ? `, headers: { 'content-length': ${7 * sent.length} }`
        : '';
      return `(next) => {
  const ${x} = http.request(${options(parts, `, method: '${method}'${length}`)}, ${HEARD}
    ${block(2)}
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    response.on('end', () => { line.push('end ' + text); ${block(3)} });
    response.on('close', () => { line.push('reused ' + ${x}.reusedSocket); next(); });
  });
  ${sent.map((chunk) => `${x}.write(${chunk}); `).join('')}${x}.end();
},`;
    },
  },
  /** The server writes a chunk when the client has the one before. */
  'http-chunks': {
    slot: 'http-step',
    numbers: { chunks: 4, iterates: 2 },
    blocks: SIDES,
    code: (parts) => {
      const { block, number, there } = parts;
      there(`(request, response) => {
  let chunks = ${number('chunks')};
  both.more = () => (chunks-- > 0 ? response.write('chunk ' + chunks) : response.end());
  ${block(0)}
  response.flushHeaders();
},`);
      const each = `line.push(String(chunk)); ${block(1)} both.more();`;
      const reads = number('iterates')
        ? `(async () => {
      for await (const chunk of response) { ${each} }
      ${block(3)}
      next();
    })();`
        : `response.on('data', (chunk) => { ${each} });
    response.on('end', () => { ${block(3)} next(); });`;
      return `(next) => {
  http.get(${options(parts)}, (response) => {
    ${block(2)}
    ${reads}
    both.more();
  });
},`;
    },
  },
  'http-client-aborts': {
    slot: 'http-step',
    numbers: { withError: 2 },
    blocks: [HERE, HERE, HERE],
    code: (parts) => {
      const { block, name, number, there } = parts;
      const x = name();
      there(`(request, response) => {
  ${block(0)}
  request.on('close', () => note('server', 'request closed'));
  response.on('close', () => { note('server', 'response closed ' + response.writableFinished); both.closed(); });
  response.write('begun');
},`);
      const error = number('withError') ? `new Error('aborted here')` : '';
      return `(next) => {
  both.closed = afterTimes(2, next);
  const ${x} = http.get(${options(parts)}, (response) => {
    response.on('data', () => { ${block(1)} ${x}.destroy(${error}); });
    response.on('error', (error) => note('client', 'response ' + error.message + error.code));
    response.on('aborted', () => note('client', 'aborted'));
    response.on('close', () => note('client', 'response closed ' + response.complete));
  });
  ${x}.on('error', (error) => note('client', 'request ' + error.message));
  ${x}.on('close', () => { note('client', 'request closed'); both.closed(); });
},`;
    },
  },
  'http-server-aborts': {
    slot: 'http-step',
    numbers: { begun: 2 },
    blocks: [HERE, HERE],
    code: (parts) => {
      const { block, name, number, there } = parts;
      const x = name();
      const begun = number('begun') === 1;
      there(`(request, response) => {
  ${block(0)}
  ${begun ? `response.write('begun');\n  both.got = () => request.socket.destroy();` : 'request.socket.destroy();'}
  response.on('close', () => note('server', 'response closed ' + response.writableFinished));
},`);
      return `(next) => {
  const ${x} = http.get(${options(parts)}, (response) => {
    response.on('data', (chunk) => { line.push(String(chunk)); ${begun ? `both.got();` : ''} });
    response.on('error', (error) => line.push('response ' + error.message + ' ' + error.code));
    response.on('close', () => line.push('response closed ' + response.complete));
  });
  ${x}.on('error', (error) => line.push('request ' + error.message + ' ' + error.code));
  ${x}.on('close', () => { line.push('request closed'); ${block(1)} next(); });
},`;
    },
  },
  'http-expects': {
    slot: 'http-step',
    blocks: SIDES,
    code: (parts) => {
      const { block, name, there } = parts;
      const x = name();
      there(`(request, response) => {
  ${block(0)}
  request.toArray().then((chunks) => { ${block(1)} response.end(Buffer.concat(chunks)); });
},`);
      return `(next) => {
  const ${x} = http.request(${options(parts, `, method: 'POST', headers: { expect: '100-continue' }`)}, ${HEARD}
    response.toArray().then((chunks) => { line.push(String(Buffer.concat(chunks))); ${block(2)} next(); });
  });
  ${x}.on('information', ({ statusCode }) => line.push(String(statusCode)));
  ${x}.on('continue', () => { ${block(3)} ${x}.end('continued'); });
},`;
    },
  },
  'http-fetch': {
    slot: 'http-step',
    numbers: { posts: 2 },
    blocks: [HERE, HERE, HERE],
    code: ({ peer, index, block, number, there }) => {
      there(`(request, response) => {
  line.push(request.method);
  ${block(0)}
  request.toArray().then((chunks) => response.end('you sent ' + Buffer.concat(chunks)));
},`);
      const posts = number('posts') ? `, { method: 'POST', body: 'posted' }` : '';
      return `(next) => fetch('http://127.0.0.1:' + ${peer}.address().port + '/${index}'${posts}).then(async (response) => {
  line.push(String(response.status));
  ${block(1)}
  line.push(await response.text());
  ${block(2)}
  next();
}),`;
    },
  },
  /** Requests in a row over a bare socket; what the server answers is seen byte by byte. */
  'http-raw': {
    slot: 'http-step',
    numbers: { requests: 3 },
    blocks: [HERE, HERE],
    code: ({ peer, index, block, name, number, there }) => {
      const x = name();
      there(`(request, response) => {
  response.sendDate = false;
  ${block(0)}
  response.end('raw');
},`);
      const request = (connection: string) =>
        `GET /${index} HTTP/1.1\\r\\nhost: x\\r\\nconnection: ${connection}\\r\\n\\r\\n`;
      const requests = request('keep-alive').repeat(number('requests')) + request('close');
      return `(next) => {
  let text = '';
  const ${x} = net.connect(${peer}.address().port, '127.0.0.1', () => ${x}.write('${requests}'));
  ${x}.on('data', (chunk) => (text += chunk));
  ${x}.on('end', () => line.push(show(text)));
  ${x}.on('close', (hadError) => { line.push('closed ' + hadError); ${block(1)} next(); });
},`;
    },
  },
};
