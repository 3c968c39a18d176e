/** internalBinding('permission'): src/permission/permission.cc. The model is off. */
import type { BindingFactory } from '../thread/thread.ts';

export const permission: BindingFactory = () => ({ has: () => true, drop() {} });
