/**
 * internalBinding('cares_wrap'): there is no network yet. A ChannelWrap can be made, for node:dns
 * makes one when it is loaded; its queries say that they are missing.
 */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

const noNames = (): never => notImplemented('looking up names (node:dns)');

export const caresWrap: BindingFactory = (thread) => ({
  ...thread.skeleton('cares_wrap'),
  getaddrinfo: noNames,
  getnameinfo: noNames,
});
