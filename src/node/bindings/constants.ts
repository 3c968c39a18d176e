/** internalBinding('constants') (src/node_constants.cc): numbers that nobody may change. */
import type { BindingFactory, BindingObject } from '../thread/thread.ts';

function protect(constants: BindingObject): void {
  for (const [name, value] of Object.entries(constants)) {
    if (typeof value === 'object' && value !== null) protect(value);
    else Object.defineProperty(constants, name, { writable: false, configurable: false });
  }
}

export const constants: BindingFactory = ({ skeleton }) => {
  const all = skeleton('constants');
  protect(all);
  return all;
};
