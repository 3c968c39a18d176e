// @ts-check
// An ES module.
import { makeSixCalls } from './six-calls.js';

makeSixCalls('ES module');
