/** Which modules of Node's lib go into the bundle, and with which parameters each is a function. */

/**
 * What cannot work in a browser's worker, and why, as the error says it when a program asks for it.
 * The first pattern that matches counts.
 */
const LEFT_OUT: [RegExp, string][] = [
  [/^dtls$|^internal\/dtls/, 'DTLS needs OpenSSL'],
  [/^quic$|^internal\/quic/, 'QUIC needs OpenSSL and ngtcp2'],
  [/^sqlite$/, 'it needs the native SQLite library'],
  [/^ffi$|^internal\/ffi/, 'a page cannot call native code'],
  [/^wasi$/, 'it needs the native uvwasi library'],
  [/^sea$/, 'a page is not a single executable application'],
  [/^inspector(\/|$)|^internal\/(debugger|inspector\/)/, "the browser's own inspector is used"],
  [/^internal\/(main|process)\/inspect$/, "the browser's own inspector is used"],
  [
    /^repl$|^internal\/(repl$|repl\/(?!history))|^internal\/main\/repl/,
    'there is no terminal REPL',
  ],
  [/^bench(\/|$)|^internal\/(bench_runner|main\/bench_runner)/, 'the bench runner is not bundled'],
  [/^vfs$|^internal\/vfs/, 'it is experimental and not bundled'],
  [/^(zlib|stream)\/iter$|^internal\/streams\/iter/, 'it is experimental and not bundled'],
  [/^internal\/deps\/amaro/, 'TypeScript is not stripped in the browser'],
  [/^internal\/(deps\/v8|v8_prof|main\/prof_process)/, 'there is no V8 profiler log to process'],
  [/^internal\/(watch_mode\/(?!files_watcher)|main\/watch_mode)/, 'watch mode is not bundled'],
  [
    /^internal\/main\/(?!run_main_module|worker_thread|eval_string|test_runner)/,
    'this way to start is missing',
  ],
  [/^internal\/bootstrap\/shadow_realm/, 'there is no ShadowRealm'],
];

/** Why a module is left out of the bundle; undefined for those that are in it. */
export function reasonLeftOut(id: string): string | undefined {
  return LEFT_OUT.find(([pattern]) => pattern.test(id))?.[1];
}

/** Large parts of lib that few programs use. Where this is wrong, a page's first program only waits. */
const REST =
  /^(internal\/)?(child_process|cluster|crypto|dgram|dns(?!\/utils)|http2?|test_runner|tls|webstreams|webworker|zip|zlib)\b|^internal\/(deps|test)\/|^(_?http|_?tls|test)|^internal\/fs\/(cp|glob)|^internal\/(js_stream_socket|modules\/esm\/hooks|blocklist)/;

/** Whether a module goes into the second text of lib. */
export function isOfTheRest(id: string): boolean {
  return REST.test(id);
}

/** Parameters of a module's function, as in BuiltinLoader::LookupAndCompile of Node's C++. */
export function parametersOf(id: string): string {
  if (id === 'internal/bootstrap/realm') {
    return 'process,getLinkedBinding,getInternalBinding,primordials';
  }
  if (id.startsWith('internal/per_context/')) {
    return 'exports,primordials,privateSymbols,perIsolateSymbols';
  }
  if (id.startsWith('internal/main/') || id.startsWith('internal/bootstrap/')) {
    return 'process,require,internalBinding,primordials';
  }
  return 'exports,require,module,process,internalBinding,primordials';
}
