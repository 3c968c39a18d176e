/** internalBinding('uv'): src/uv.cc. */
import type { BindingFactory } from '../thread/thread.ts';

export const uv: BindingFactory = ({ lib, skeleton }) => {
  const errorMap = new Map(lib.data.errorMap);
  const unknown = (number: number) => `Unknown system error ${number}`;
  return {
    ...skeleton('uv'),
    errname: (number: number) => errorMap.get(number)?.[0] ?? unknown(number),
    getErrorMap: () => errorMap,
    getErrorMessage: (number: number) => errorMap.get(number)?.[1] ?? unknown(number),
  };
};
