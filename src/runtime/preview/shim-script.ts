/** The one script that the policy of a preview lets in. */
import { eventSource } from './event-source.ts';
import { shim } from './shim.ts';
import { closeWaysOut } from './ways-out.ts';

shim(closeWaysOut(), eventSource);
