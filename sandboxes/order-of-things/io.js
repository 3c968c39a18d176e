// @ts-check
// A callback of I/O: this file has been read.
import { readFile } from 'node:fs';
import { makeSixCalls } from './six-calls.js';

readFile(new URL(import.meta.url), () => makeSixCalls('I/O callback'));
