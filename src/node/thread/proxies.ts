/** Remembers the target and handler of every Proxy, which `util.inspect` shows and no page tells. */
const proxies = new WeakMap<object, [target: object, handler: object]>();

export function proxyDetails(value: object): [target: object, handler: object] | undefined {
  return proxies.get(value);
}

/** Replaces `scope.Proxy` by one that remembers. Must run before Node's primordials are made. */
export function trackProxies(scope: { Proxy: ProxyConstructor }): void {
  const NativeProxy = Proxy;
  function revocable(target: object, handler: ProxyHandler<object>) {
    const result = NativeProxy.revocable(target, handler);
    proxies.set(result.proxy, [target, handler]);
    return result;
  }
  scope.Proxy = new NativeProxy(NativeProxy, {
    construct(_target, args: [object, ProxyHandler<object>]) {
      const proxy = new NativeProxy(...args);
      proxies.set(proxy, [args[0], args[1]]);
      return proxy;
    },
    get(target, key) {
      return key === 'revocable' ? revocable : Reflect.get(target, key);
    },
  });
}
